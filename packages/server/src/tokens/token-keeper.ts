import { stat } from "node:fs/promises";
import { findToken, type Scope, type TokenRecord } from "./token.js";
import { readTokens } from "./token-file.js";

/** Knows which tokens are good, also those that are created or revoked while the server runs. */
export interface TokenKeeper {
  /** How many there are. */
  readonly count: number;
  /** Whether one is asked for: as soon as there is a file of tokens, even when all of them were revoked. */
  readonly required: boolean;
  /** Name of the token, when it is good for the scope. */
  allows(text: string, scope: Scope): string | undefined;
  /** Looks whether the file has changed. A file that cannot be read leaves the tokens as they are and is told. */
  refresh(): Promise<void>;
}

export interface TokenKeeperOptions {
  readonly path: string;
  readonly onError: (error: unknown) => void;
}

/** Reads the tokens; throws when the file is there and cannot be used. */
export async function openTokenKeeper({ path, onError }: TokenKeeperOptions): Promise<TokenKeeper> {
  let changed = await changedAt(path);
  let records: readonly TokenRecord[] = await readTokens(path);
  return {
    get count() {
      return records.length;
    },
    get required() {
      return changed > 0;
    },
    allows(text, scope) {
      const record = findToken(text, records);
      return record?.scopes.includes(scope) ? record.name : undefined;
    },
    async refresh() {
      const now = await changedAt(path);
      if (now === changed) return;
      try {
        records = await readTokens(path);
        changed = now;
      } catch (error) {
        onError(error);
      }
    },
  };
}

/** When the file was written; 0 when there is none. */
async function changedAt(path: string): Promise<number> {
  try {
    const { mtimeMs, ino } = await stat(path);
    return mtimeMs + ino;
  } catch {
    return 0;
  }
}
