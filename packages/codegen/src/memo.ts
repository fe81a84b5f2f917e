import { createHash } from "node:crypto";

/** What an earlier run produced, by path, and the digest of what it was produced from. */
export type MemoRecord = Readonly<Record<string, { readonly key: string; readonly text: string }>>;

/** Reuses costly texts of an earlier run as long as what they come from is the same. */
export interface Memo {
  /** The text that was produced for `path` from the same `key`, or a new one. */
  reuse(path: string, key: string, produce: () => string): string;
  reuseAsync(path: string, key: string, produce: () => Promise<string>): Promise<string>;
  /** What this run used, for the next one. */
  record(): MemoRecord;
}

export function createMemo(earlier: MemoRecord = {}): Memo {
  const used: Record<string, { key: string; text: string }> = {};
  const lookUp = (path: string, digest: string) =>
    earlier[path]?.key === digest ? earlier[path].text : undefined;
  const keep = (path: string, key: string, text: string) => {
    used[path] = { key, text };
    return text;
  };
  return {
    reuse(path, key, produce) {
      const digest = digestOf(key);
      return keep(path, digest, lookUp(path, digest) ?? produce());
    },
    async reuseAsync(path, key, produce) {
      const digest = digestOf(key);
      return keep(path, digest, lookUp(path, digest) ?? (await produce()));
    },
    record: () => used,
  };
}

export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
