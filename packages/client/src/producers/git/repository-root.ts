import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Whether a folder holds the `.git` of a repository or of a worktree. */
export type HasGit = (folder: string) => Promise<boolean>;

export const hasGit: HasGit = async (folder) => {
  try {
    const found = await stat(join(folder, ".git"));
    return found.isDirectory() || found.isFile();
  } catch {
    return false;
  }
};

/** The nearest folder from here upwards that is the root of a repository; undefined outside one. */
export async function findRepositoryRoot(folder: string, has: HasGit = hasGit): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (await has(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}
