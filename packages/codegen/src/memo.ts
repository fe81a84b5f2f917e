import { createHash } from "node:crypto";

/** What an earlier run produced: the digest of what it was produced from, and the text or, for a file, its digest. */
export type MemoRecord = Readonly<
  Record<string, { readonly key: string; readonly text?: string; readonly digest?: string }>
>;

/** Reuses costly texts of an earlier run as long as what they come from is the same. */
export interface Memo {
  /** The text of the generated file `path`: the one on disk if it was produced from the same `key` and is untouched, or a new one. */
  reuseFile(path: string, key: string, produce: () => string): string;
  /** The same for a text that takes loading something first. */
  reuseFileLater(path: string, key: string, produce: () => Promise<string>): Promise<string>;
  /** A text that is no file: the one of the earlier run if it was produced from the same `key`, or a new one. */
  reuse(name: string, key: string, produce: () => string): string;
  /** The same for a text that takes loading something first. */
  reuseLater(name: string, key: string, produce: () => Promise<string>): Promise<string>;
  /** What this run used, for the next one. */
  record(): MemoRecord;
}

export function createMemo(earlier: MemoRecord = {}, disk: ReadonlyMap<string, string> = new Map()): Memo {
  const used: Record<string, { key: string; text?: string; digest?: string }> = {};
  /** The file as it is on disk, if it was produced from the key and is as it was written then. */
  const untouched = (path: string, key: string): string | undefined => {
    const known = earlier[path];
    const onDisk = known?.key === key ? disk.get(path) : undefined;
    if (known === undefined || onDisk === undefined || digestOf(onDisk) !== known.digest) return undefined;
    used[path] = known;
    return onDisk;
  };
  const noted = (path: string, key: string, text: string): string => {
    used[path] = { key, digest: digestOf(text) };
    return text;
  };
  const known = (name: string, key: string): string | undefined =>
    earlier[name]?.key === key ? earlier[name].text : undefined;
  const kept = (name: string, key: string, text: string): string => {
    used[name] = { key, text };
    return text;
  };
  return {
    reuseFile(path, key, produce) {
      const digest = digestOf(key);
      return untouched(path, digest) ?? noted(path, digest, produce());
    },
    async reuseFileLater(path, key, produce) {
      const digest = digestOf(key);
      return untouched(path, digest) ?? noted(path, digest, await produce());
    },
    reuse(name, key, produce) {
      const digest = digestOf(key);
      return kept(name, digest, known(name, digest) ?? produce());
    },
    async reuseLater(name, key, produce) {
      const digest = digestOf(key);
      return kept(name, digest, known(name, digest) ?? (await produce()));
    },
    record: () => used,
  };
}

export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
