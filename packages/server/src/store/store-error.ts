/**
 * Why a store did not do what it was asked: `data` the rows themselves cannot be kept, `unavailable` the store
 * cannot be used for now, `locked` another process has it open, `schema` what is stored does not fit the contracts, `query` the question is refused or
 * wrong, `limit` it asks for too much, `closed` the store has been closed.
 */
export type StoreErrorCode = "data" | "unavailable" | "locked" | "schema" | "query" | "limit" | "closed";

/** Says what failed and what to do; never holds a value of an event. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** The code of an error of a store, also when it came from another thread; undefined for other errors. */
export function storeErrorCode(error: unknown): StoreErrorCode | undefined {
  // Classes do not survive the way between threads: the name tells.
  return error instanceof Error && error.name === "StoreError"
    ? (Reflect.get(error, "code") as StoreErrorCode)
    : undefined;
}
