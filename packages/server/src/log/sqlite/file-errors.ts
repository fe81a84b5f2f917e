import { openSegmentFile, type SegmentFile } from "./segment-file.js";
import type { FromLogThread } from "./thread-messages.js";

/** What went wrong with the file. */
export type FileErrorCode = "full" | "locked" | "broken";

/** Result codes of SQLite that are told apart; every other failed write leaves the file in doubt. */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/** What an error of SQLite means for the log. After a failed fsync nobody knows what is on the disk, so that is `broken`. */
export function reasonOf(error: unknown): { readonly code: FileErrorCode; readonly reason: string } {
  const result = resultCodeOf(error);
  const code = result === SQLITE_FULL ? "full" : result === SQLITE_BUSY ? "locked" : "broken";
  return { code, reason: error instanceof Error ? error.message : String(error) };
}

/** Opens the file; when another process holds it, says so instead. */
export function openOrTell(path: string, tell: (message: FromLogThread) => void): SegmentFile | undefined {
  try {
    return openSegmentFile(path);
  } catch (error) {
    if (reasonOf(error).code !== "locked") throw error;
    tell({ type: "locked" });
    return undefined;
  }
}

function resultCodeOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return undefined;
  // The low byte is the result, the rest says more about it.
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
