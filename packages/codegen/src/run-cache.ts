import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MemoRecord } from "./memo.js";

const FOLDER = "node_modules/.cache/codex-contracts";

/** What the last run left behind to make the next one faster. Losing it costs time and nothing else. */
export interface RunCache {
  stamp(): string | undefined;
  memo(): MemoRecord;
  save(stamp: string, memo: MemoRecord): void;
  saveStamp(stamp: string): void;
}

/** `tool` names the generator's own code: another one starts from nothing. */
export function openCache(root: string, tool: string): RunCache {
  const folder = join(root, FOLDER);
  const stampFile = join(folder, "write-schema.stamp");
  const memoFile = join(folder, "write-schema.memo.json");
  const saveStamp = (stamp: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(stampFile, `${tool}\n${stamp}`);
  };
  return {
    stamp: () => withTool(read(stampFile), tool),
    memo: () => parse(withTool(read(memoFile), tool)),
    saveStamp,
    save(stamp, memo) {
      saveStamp(stamp);
      writeFileSync(memoFile, `${tool}\n${JSON.stringify(memo)}`);
    },
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function withTool(text: string | undefined, tool: string): string | undefined {
  return text?.startsWith(`${tool}\n`) ? text.slice(tool.length + 1) : undefined;
}

function parse(text: string | undefined): MemoRecord {
  try {
    return text === undefined ? {} : (JSON.parse(text) as MemoRecord);
  } catch {
    return {};
  }
}
