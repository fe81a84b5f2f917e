import type { BucketWord } from "../api/read-source.js";
import type { Dialect } from "./table.js";

/** What is written differently in the two dialects. */
export interface DialectWords {
  /** Unix milliseconds of a timestamp. */
  readonly epochMs: (expression: string) => string;
  /** A timestamp of Unix milliseconds. */
  readonly timestamp: (expression: string) => string;
  readonly truncated: (bucket: BucketWord, expression: string) => string;
}

export const DIALECT_WORDS: Readonly<Record<Dialect, DialectWords>> = {
  duckdb: {
    epochMs: (e) => `epoch_ms(${e})`,
    timestamp: (e) => `make_timestamp(CAST(${e} AS BIGINT) * 1000)`,
    truncated: (bucket, e) => `date_trunc('${bucket}', ${e})`,
  },
  postgres: {
    epochMs: (e) => `CAST(round(extract(epoch FROM ${e}) * 1000) AS bigint)`,
    timestamp: (e) => `to_timestamp(CAST(${e} AS double precision) / 1000)`,
    truncated: (bucket, e) => `date_trunc('${bucket}', ${e}, 'UTC')`,
  },
};

/** A database that can be asked. Integers come back as numbers, JSON values as text. */
export interface SqlSource {
  readonly dialect: Dialect;
  /** Parameters are written `$1`, `$2`, … */
  rows(sql: string, parameters?: readonly (string | number)[]): Promise<readonly (readonly unknown[])[]>;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
