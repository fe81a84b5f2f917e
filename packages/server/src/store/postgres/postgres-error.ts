import { StoreError, type StoreErrorCode, storeErrorCode } from "../store-error.js";

/** What an error of PostgreSQL is about, by its SQLSTATE; the longest beginning that fits counts. */
const CODES: Readonly<Record<string, StoreErrorCode>> = {
  "22": "data",
  "23": "data",
  "25006": "query",
  "42": "query",
  "0A": "query",
  "34": "query",
  "42501": "unavailable",
  "54": "data",
  "57014": "limit",
};

/** Repeated once more, a transaction that failed for one of these may pass. */
const AGAIN: readonly string[] = ["40001", "40P01"];

/** The SQLSTATE of an error; undefined for what is not one of the database. */
export function sqlState(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Whether two transactions got into each other's way. */
export function isCollision(error: unknown): boolean {
  return AGAIN.includes(sqlState(error) ?? "");
}

/** Whether a key was there before. */
export function isRepeatedKey(error: unknown): boolean {
  return sqlState(error) === "23505";
}

/** An error of the database as one of the store. Its words may quote values, so they stay in the cause. */
export function postgresError(error: unknown, doing: string): Error {
  if (storeErrorCode(error) !== undefined && error instanceof Error) return error;
  const state = sqlState(error);
  const code = state === undefined ? undefined : (CODES[state] ?? CODES[state.slice(0, 2)]);
  const hint = state === undefined ? "PostgreSQL cannot be reached" : `PostgreSQL says ${state}`;
  return new StoreError(code ?? "unavailable", `${doing}: ${hint}`, { cause: error });
}
