import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of this package. */
export const packageRoot: string = fileURLToPath(new URL("..", import.meta.url));

/** Folder of the repository. */
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** Folder of another package of the workspace, by its name on disk. */
export function packageFolder(name: string): string {
  return join(root, "packages", name);
}
