import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { MisuseError } from "../misuse-error.js";
import { type Git, openGit } from "./git.js";
import { kindOfSide } from "./load-side.js";

export interface Chosen {
  readonly old: string;
  readonly new: string;
  /** Folder, relative to the top of the repository, that a git ref without a path stands for. */
  readonly folder: string;
  /** What was compared with in place of what was asked for, for the reader. */
  readonly note?: string;
}

/** Where to look when nothing is said and the remote's main branch is not here. */
const FALLBACKS = ["origin/HEAD", "main", "master", "HEAD"];
export const DEFAULT_AGAINST = "origin/main";

/**
 * Fills in the sides that were not named: the newer is the folder of the schemas in the working tree, the older is
 * the same folder where the work branched off.
 */
export async function chooseSides(
  specs: readonly string[],
  against: string | undefined,
  cwd: string,
): Promise<Chosen> {
  const [first, second] = specs;
  const git = await openGit(cwd);
  const isNew = first !== undefined && second === undefined && (await kindOfSide(first, cwd)) === "folder";
  const newer = second ?? (isNew ? first : await folderOfSchemas(cwd));
  const folder = await folderInGit(newer, git, cwd);
  if (first !== undefined && !isNew) return { old: first, new: newer, folder };
  if (git === undefined)
    throw new MisuseError(
      "this is no git repository, so there is nothing to compare with",
      "Name both sides: codex-contracts diff <old> <new>",
    );
  if (against !== undefined) {
    if ((await git.commit(against.split(":")[0] ?? "")) !== undefined)
      return { old: against, new: newer, folder };
    throw new MisuseError(
      `there is no git ref "${against}"`,
      "Fetch it (`git fetch origin main`), or name another with --against.",
    );
  }
  for (const ref of [DEFAULT_AGAINST, ...FALLBACKS]) {
    if ((await git.commit(ref)) === undefined) continue;
    const note = `there is no ${DEFAULT_AGAINST} here: compared with ${ref} (--against names another)`;
    return { old: ref, new: newer, folder, ...(ref === DEFAULT_AGAINST ? {} : { note }) };
  }
  throw new MisuseError(
    "the repository has no commit to compare with",
    "Name both sides: codex-contracts diff <old> <new>",
  );
}

async function folderOfSchemas(cwd: string): Promise<string> {
  const found = await stat(resolve(cwd, "schemas")).catch(() => undefined);
  return found?.isDirectory() ? "schemas" : ".";
}

async function folderInGit(side: string, git: Git | undefined, cwd: string): Promise<string> {
  if (git === undefined) return "";
  if ((await kindOfSide(side, cwd)) === "folder") return git.pathOf(resolve(cwd, side));
  // Two refs: the folder of the schemas, where there is one.
  const folder = await folderOfSchemas(cwd);
  return git.pathOf(resolve(cwd, folder));
}
