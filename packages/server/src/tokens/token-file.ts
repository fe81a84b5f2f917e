import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { SCOPES, type TokenRecord } from "./token.js";

/** The file of the tokens cannot be used. */
export class TokenFileError extends Error {
  override readonly name = "TokenFileError";
  readonly code = "TOKEN_FILE";
}

/** Reads the tokens; none when there is no file. Throws a {@link TokenFileError} for a file of another shape. */
export async function readTokens(path: string): Promise<readonly TokenRecord[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  return parseTokens(text, path);
}

/** Writes the tokens, readable by the owner only, in one step: a reader sees the old file or the new one. */
export async function writeTokens(path: string, tokens: readonly TokenRecord[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}.new`;
  try {
    await writeFile(next, `${JSON.stringify({ tokens }, undefined, 2)}\n`, { mode: 0o600, flush: true });
    await rename(next, path);
  } finally {
    await rm(next, { force: true });
  }
}

function parseTokens(text: string, path: string): readonly TokenRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TokenFileError(`${path} is not JSON: remove it and create the tokens anew`);
  }
  if (typeof value === "object" && value !== null && "tokens" in value && Array.isArray(value.tokens)) {
    const records: unknown[] = value.tokens;
    if (records.every(isTokenRecord)) return records;
  }
  throw new TokenFileError(`${path} is not a list of tokens: remove it and create the tokens anew`);
}

function isTokenRecord(value: unknown): value is TokenRecord {
  if (typeof value !== "object" || value === null) return false;
  const { name, scopes, sha256, created_at } = value as Partial<Record<keyof TokenRecord, unknown>>;
  return (
    typeof name === "string" &&
    Array.isArray(scopes) &&
    scopes.every((scope) => SCOPES.includes(scope)) &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof created_at === "string"
  );
}
