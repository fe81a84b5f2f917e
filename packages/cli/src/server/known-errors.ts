import { MisuseError } from "../misuse-error.js";

/** Errors of the server package that say what is wrong and what to do. */
const NAMES = new Set([
  "ConfigError",
  "LogError",
  "StoreError",
  "FolderError",
  "TokenFileError",
  "NatsUrlError",
]);

/** What operating systems say about a port or a file, with the way out. */
const HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "Another program listens on this port: stop it, or choose another with --port.",
  EACCES: "Choose a folder or port that this user may use.",
  ENOSPC: "Free some space on the disk.",
};

/** Runs work of the server package; what it throws on purpose becomes a message to the user. */
export async function withKnownErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (NAMES.has(error.name)) throw new MisuseError(error.message, undefined, { cause: error });
    const hint = "code" in error ? HINTS[String(error.code)] : undefined;
    if (hint !== undefined) throw new MisuseError(error.message, hint, { cause: error });
    throw error;
  }
}
