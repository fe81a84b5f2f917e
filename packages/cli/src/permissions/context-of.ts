import { resolve } from "node:path";
import { isAbsolutePath, normalizePath, type PathContext } from "@codex-contracts/permissions";
import { MisuseError } from "../misuse-error.js";
import { diskView } from "./disk-view.js";

/** Where permissions apply: in a directory of this machine, the current one unless another is named. */
export function contextOf(
  cwd: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): PathContext {
  return { cwd: absolute(cwd ?? "."), tmpdir: env["TMPDIR"], fileSystem: diskView() };
}

function absolute(directory: string): string {
  const path = isAbsolutePath(directory) ? directory : resolve(directory);
  if (isAbsolutePath(path)) return normalizePath(path);
  throw new MisuseError(
    `the working directory ${path} is no POSIX path`,
    "Profiles are explained as on Linux: name a directory with --cwd, as in `--cwd /home/me/project`.",
  );
}
