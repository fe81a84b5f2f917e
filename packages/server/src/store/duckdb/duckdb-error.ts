import { StoreError, type StoreErrorCode, storeErrorCode } from "../store-error.js";

/** What an error of DuckDB is about, by the words that its message begins with. */
const CODES: readonly (readonly [words: RegExp, code: StoreErrorCode])[] = [
  [/^INTERRUPT/i, "limit"],
  [
    /^(IO|Out of Memory|FATAL|INTERNAL|TransactionContext|Transaction|Connection|Resource) ?Error/i,
    "unavailable",
  ],
  [/^(Conversion|Constraint|Invalid Input|Out of Range|Invalid type|Mismatch Type) Error/i, "data"],
  [/^(Parser|Binder|Catalog|Permission|Syntax|Not implemented|Invalid Configuration) Error/i, "query"],
];

/**
 * An error of the engine as one of the store. The engine's own words may quote values, so they stay in the cause
 * unless they are about a question that somebody asked.
 */
export function duckdbError(error: unknown, doing: string): Error {
  if (storeErrorCode(error) !== undefined && error instanceof Error) return error;
  const message = error instanceof Error ? error.message : "";
  if (/Could not set lock|Conflicting lock/i.test(message))
    return new StoreError(
      "locked",
      `${doing}: another process has it open: ask that one over HTTP, or stop it`,
      { cause: error },
    );
  const code = CODES.find(([words]) => words.test(message))?.[1] ?? "unavailable";
  return new StoreError(code, `${doing}: ${kindOf(message)}`, { cause: error });
}

/** Whether the engine can do nothing more until its file is opened again. */
export function isFatal(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && /^FATAL|database has been invalidated/i.test(cause.message);
}

/** The kind of an error, without what it quotes. */
function kindOf(message: string): string {
  return /^[A-Za-z ]{1,40} Error/.exec(message)?.[0] ?? "unexpected error";
}
