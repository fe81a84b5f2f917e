import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** What a token is good for: sending events, or reading what is stored and the quarantine. */
export const SCOPES = ["ingest", "read"] as const;
export type Scope = (typeof SCOPES)[number];

/** A token as it is kept: its hash, never its text. */
export interface TokenRecord {
  /** Names the token in logs and metrics. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the text in hexadecimal. The text is 256 random bits, so that no slow hash is needed. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly created_at: string;
}

/** Begins every token, so that tools that look for leaked secrets recognise one. */
const PREFIX = "cxc_";

export interface NewToken {
  /** To be shown once and never again. */
  readonly text: string;
  readonly record: TokenRecord;
}

export function makeToken(name: string, scopes: readonly Scope[], now: Date, random = randomBytes): NewToken {
  const text = `${PREFIX}${random(32).toString("base64url")}`;
  const record = { name, scopes, sha256: hashOf(text).toString("hex"), created_at: now.toISOString() };
  return { text, record };
}

/**
 * The record that a text belongs to. All records are compared, in constant time, so that how long it takes says nothing
 * about any of them.
 */
export function findToken(text: string, records: readonly TokenRecord[]): TokenRecord | undefined {
  const hash = hashOf(text);
  let found: TokenRecord | undefined;
  for (const record of records) {
    if (timingSafeEqual(hash, Buffer.from(record.sha256, "hex"))) found = record;
  }
  return found;
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
