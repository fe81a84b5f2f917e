import { createHash } from "node:crypto";
import type { Fingerprint } from "./disk.js";
import type { GeneratedFile } from "./model.js";
import type { Disk } from "./plan.js";

/** What an earlier run produced. */
export type MemoRecord = Readonly<Record<string, MemoEntry>>;

interface MemoEntry {
  /** Digest of what it was produced from. */
  readonly key: string;
  /** The text, of what is no file. */
  readonly text?: string;
  /** Of a file: digest of its text. */
  readonly digest?: string;
  /** Of a file that was on disk with this text: size and time that it had there. */
  readonly trace?: string;
}

/** Reuses costly texts of an earlier run as long as what they come from is the same. */
export interface Memo {
  /** The generated file `path`: as it is on disk if it was produced from the same `key` and is untouched, or a new one. */
  reuseFile(path: string, key: string, produce: () => string): GeneratedFile;
  /** The same for a text that takes loading something first. */
  reuseFileLater(path: string, key: string, produce: () => Promise<string>): Promise<GeneratedFile>;
  /** A text that is no file: the one of the earlier run if it was produced from the same `key`, or a new one. */
  reuse(name: string, key: string, produce: () => string): string;
  /** The same for a text that takes loading something first. */
  reuseLater(name: string, key: string, produce: () => Promise<string>): Promise<string>;
  /** What this run used, for the next one. `onDisk` are the files that hold what was generated. */
  record(onDisk?: Fingerprint): MemoRecord;
}

/** `seen`: a file that looks as it did when it was known to hold its text counts as holding it. */
export function createMemo(
  earlier: MemoRecord = {},
  disk: Pick<Disk, "get"> = new Map(),
  seen: Fingerprint = new Map(),
): Memo {
  const used: Record<string, MemoEntry> = {};
  const holds = (path: string, { digest, trace }: MemoEntry): boolean => {
    if (trace !== undefined && trace === seen.get(path)) return true;
    const text = disk.get(path);
    return text !== undefined && digestOf(text) === digest;
  };
  /** Whether the file is on disk as it was written, and was produced from the key. */
  const isKept = (path: string, key: string): boolean => {
    const known = earlier[path];
    if (known?.digest === undefined || known.key !== key || !holds(path, known)) return false;
    used[path] = known;
    return true;
  };
  const made = (path: string, key: string, text: string): GeneratedFile => {
    used[path] = { key, digest: digestOf(text) };
    return { path, text };
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
      return isKept(path, digest) ? { path, text: null } : made(path, digest, produce());
    },
    async reuseFileLater(path, key, produce) {
      const digest = digestOf(key);
      return isKept(path, digest) ? { path, text: null } : made(path, digest, await produce());
    },
    reuse(name, key, produce) {
      const digest = digestOf(key);
      return kept(name, digest, known(name, digest) ?? produce());
    },
    async reuseLater(name, key, produce) {
      const digest = digestOf(key);
      return kept(name, digest, known(name, digest) ?? (await produce()));
    },
    record: (onDisk = new Map()) =>
      Object.fromEntries(
        Object.entries(used).map(([name, { trace: _, ...entry }]) => {
          const trace = entry.digest === undefined ? undefined : onDisk.get(name);
          return [name, trace === undefined ? entry : { ...entry, trace }];
        }),
      ),
  };
}

export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
