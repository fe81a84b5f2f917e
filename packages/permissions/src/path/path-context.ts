import { PermissionsError } from "../permissions-error.js";
import { isAbsolutePath, normalizePath } from "./absolute-path.js";

/**
 * What is asked of the file system, passed in so that the rules are pure. A path that does not exist, or that
 * cannot be looked at, is `undefined`.
 */
export interface FileSystemView {
  /** What is at the path, following symbolic links. */
  kindOf(path: string): "file" | "directory" | undefined;
  /** The text of a file. Asked for `.git` files only. */
  readText(path: string): string | undefined;
  /** The path with every symbolic link resolved. Leave it out to judge paths by their text alone. */
  readonly realpath?: (path: string) => string | undefined;
}

/** Where a profile applies. */
export interface PathContext {
  /** The working directory, absolute. Codex takes that of the session, or of the command in `command/exec`. */
  readonly cwd: string;
  /** The value of the environment variable TMPDIR; absent or empty when it is not set. */
  readonly tmpdir?: string | undefined;
  /** The file system; without it `/tmp` is taken for a directory and nothing else for anything. */
  readonly fileSystem?: FileSystemView | undefined;
}

/** The working directory, tidied. Throws {@link PermissionsError} when it is not absolute. */
export function cwdOf(context: PathContext): string {
  if (!isAbsolutePath(context.cwd)) {
    throw new PermissionsError(
      "CWD_NOT_ABSOLUTE",
      "the working directory of a context must be an absolute POSIX path",
    );
  }
  return normalizePath(context.cwd);
}
