/** What went wrong with a file of the log. */
export type FileErrorCode = "full" | "locked" | "broken";

/** Result codes of SQLite that are told apart; every other failed write leaves the file in doubt. */
const SQLITE_RESULTS: ReadonlyMap<number | undefined, FileErrorCode> = new Map([
  [5, "locked"], // SQLITE_BUSY
  [13, "full"], // SQLITE_FULL
]);
/** The same of the operating system, for the files that are made and removed without SQLite. */
const SYSTEM_CODES: ReadonlyMap<unknown, FileErrorCode> = new Map([
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
]);

/** What an error means for the log. After a failed fsync nobody knows what is on the disk, so that is `broken`. */
export function reasonOf(error: unknown): { readonly code: FileErrorCode; readonly reason: string } {
  const reason = error instanceof Error ? error.message : String(error);
  if (typeof error !== "object" || error === null) return { code: "broken", reason };
  const system = "code" in error ? SYSTEM_CODES.get(error.code) : undefined;
  // The low byte is the result, the rest says more about it.
  const result = "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
  return { code: system ?? SQLITE_RESULTS.get(result) ?? "broken", reason };
}
