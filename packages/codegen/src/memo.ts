import { createHash } from "node:crypto";

/** What an earlier run produced: the digest of what it was produced from, and the text or, for a file, its digest. */
export type MemoRecord = Readonly<
  Record<string, { readonly key: string; readonly text?: string; readonly digest?: string }>
>;

/** Reuses costly texts of an earlier run as long as what they come from is the same. */
export interface Memo {
  /** The text of the generated file `path`: the one on disk if it was produced from the same `key` and is untouched, or a new one. */
  reuseFile(path: string, key: string, produce: () => string): string;
  /** A text that is part of a file: the one of the earlier run if it was produced from the same `key`, or a new one. */
  reuseText(name: string, key: string, produce: () => Promise<string>): Promise<string>;
  /** What this run used, for the next one. */
  record(): MemoRecord;
}

export function createMemo(earlier: MemoRecord = {}, disk: ReadonlyMap<string, string> = new Map()): Memo {
  const used: Record<string, { key: string; text?: string; digest?: string }> = {};
  return {
    reuseFile(path, key, produce) {
      const digest = digestOf(key);
      const known = earlier[path];
      const onDisk = known?.key === digest ? disk.get(path) : undefined;
      if (known !== undefined && onDisk !== undefined && digestOf(onDisk) === known.digest) {
        used[path] = known;
        return onDisk;
      }
      const text = produce();
      used[path] = { key: digest, digest: digestOf(text) };
      return text;
    },
    async reuseText(name, key, produce) {
      const digest = digestOf(key);
      const known = earlier[name];
      const text = (known?.key === digest ? known.text : undefined) ?? (await produce());
      used[name] = { key: digest, text };
      return text;
    },
    record: () => used,
  };
}

export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
