import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, type MemoRecord } from "./memo.js";

const FOLDER = "node_modules/.cache/codex-contracts";

/** What the last run left behind to make the next one faster. Losing it costs time and nothing else. */
export interface RunCache {
  stamp(): string | undefined;
  memo(): MemoRecord;
  saveMemo(memo: MemoRecord): void;
  saveStamp(stamp: string): void;
}

/** `tool` names the generator's own code: another one starts from nothing, and so does one that finds a damaged file. */
export function openCache(root: string, tool: string): RunCache {
  const folder = join(root, FOLDER);
  const stampFile = join(folder, "write-schema.stamp");
  const memoFile = join(folder, "write-schema.memo.json");
  const save = (path: string, text: string) => {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, `${tool}\n${digestOf(text)}\n${text}`);
    } catch {
      // A checkout that nobody may write to can still be checked.
    }
  };
  const load = (path: string): string | undefined => {
    const [by, digest, ...lines] = (read(path) ?? "").split("\n");
    const text = lines.join("\n");
    return by === tool && digest === digestOf(text) ? text : undefined;
  };
  return {
    stamp: () => load(stampFile),
    // What was saved is a record, and it is whole.
    memo: () => JSON.parse(load(memoFile) ?? "{}") as MemoRecord,
    saveStamp: (stamp) => save(stampFile, stamp),
    saveMemo: (memo) => save(memoFile, JSON.stringify(memo)),
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
