import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MisuseError } from "../misuse-error.js";
import { runCommand } from "./run-command.js";
import type { SideFile } from "./side.js";
import { tarballFiles } from "./tarball-files.js";

/** The JSON files of a published package, fetched by npm's own client with its own configuration. */
export async function npmPackageFiles(spec: string, cwd: string, signal?: AbortSignal): Promise<SideFile[]> {
  if (!/^(@[\w.~-]+\/)?[\w.~][\w.~-]*(@[\w.~^*<>=|-]+)?$/.test(spec))
    throw new MisuseError("the name of the package is not one of npm", "Write npm:<name>@<version>.");
  const folder = await mkdtemp(join(tmpdir(), "codex-contracts-npm-"));
  try {
    const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder, spec];
    const [program, first] = process.platform === "win32" ? ["cmd.exe", ["/c", "npm"]] : ["npm", []];
    const ran = await runCommand(program, [...first, ...args], {
      cwd,
      ...(signal === undefined ? {} : { signal }),
    });
    const [tarball] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
    if (ran.code !== 0 || tarball === undefined)
      throw new MisuseError(`npm has no ${spec}`, "Does `npm view` know the package and the version?");
    return await tarballFiles(join(folder, tarball));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
