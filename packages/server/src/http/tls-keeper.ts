import { stat } from "node:fs/promises";
import { readTlsPair, type TlsFiles, type TlsPair } from "./tls-files.js";

/** Knows the certificate of the server, and when it has been renewed. */
export interface TlsKeeper {
  /** As it was read at the start. */
  readonly pair: TlsPair;
  /**
   * The renewed pair, once for each renewal; undefined when there is none. To be called about once a second. Throws a
   * ConfigError, once as well, when the files have changed and cannot be used.
   */
  renewed(): Promise<TlsPair | undefined>;
}

/**
 * Reads the files and follows them. They are read again when they have changed and then stood still from one look to
 * the next, since whoever renews writes two files, one after the other. Throws a ConfigError.
 */
export async function openTlsKeeper(files: TlsFiles): Promise<TlsKeeper> {
  let read = await stateOf(files);
  let seen = read;
  const pair = await readTlsPair(files);
  return {
    pair,
    async renewed() {
      const state = await stateOf(files);
      const isStill = state === seen;
      seen = state;
      if (state === read || !isStill) return undefined;
      read = state;
      return readTlsPair(files);
    },
  };
}

/** Changes whenever a file is written or replaced, also behind a link. */
async function stateOf({ cert, key }: TlsFiles): Promise<string> {
  const states = await Promise.all(
    [cert, key].map((path) =>
      stat(path).then(
        ({ mtimeMs, ino, size }) => `${mtimeMs}/${ino}/${size}`,
        () => "none",
      ),
    ),
  );
  return states.join(" ");
}
