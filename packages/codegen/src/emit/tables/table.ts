import type { PrivacyClass } from "../../model.js";

/** The databases that tables are written for. */
export const DIALECTS = ["duckdb", "postgres"] as const;
export type Dialect = (typeof DIALECTS)[number];

/**
 * What a column holds. `presence` says whether an object that may be missing or null is there: true, or NULL;
 * its members are columns of their own.
 */
export const COLUMN_KINDS = ["text", "integer", "number", "boolean", "texts", "json", "presence"] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A column, and the place in the event that it comes from. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Member names from the event down, e.g. `event_params`, `runtime`, `runtime_os`. */
  readonly path: readonly string[];
  /** The member may be missing. */
  readonly optional: boolean;
  readonly nullable: boolean;
  /** Highest class of what it can hold. */
  readonly privacy: PrivacyClass;
}

/** The table of one event type. */
export interface Table {
  /** The event type. */
  readonly name: string;
  /** Id of its contract. */
  readonly contract: string;
  /** Name of its TypeScript type. */
  readonly type: string;
  readonly file: string;
  readonly columns: readonly Column[];
}

export const COLUMN_TYPES: Readonly<Record<ColumnKind, Readonly<Record<Dialect, string>>>> = {
  text: { duckdb: "VARCHAR", postgres: "text" },
  integer: { duckdb: "BIGINT", postgres: "bigint" },
  number: { duckdb: "DOUBLE", postgres: "double precision" },
  boolean: { duckdb: "BOOLEAN", postgres: "boolean" },
  texts: { duckdb: "VARCHAR[]", postgres: "text[]" },
  json: { duckdb: "JSON", postgres: "jsonb" },
  presence: { duckdb: "BOOLEAN", postgres: "boolean" },
};

/** A column that every table begins with; the server fills it. */
export interface CommonColumn {
  readonly name: string;
  readonly types: Readonly<Record<Dialect, string>>;
  /** Added to the type where the table is created. */
  readonly constraint?: Readonly<Partial<Record<Dialect, string>>>;
  readonly description: string;
}

export const COMMON_COLUMNS: readonly CommonColumn[] = [
  {
    name: "event_key",
    types: { duckdb: "VARCHAR", postgres: "text" },
    // DuckDB has no index that keeps its size on disk low; the store tells repeated keys by their ranges.
    constraint: { duckdb: "NOT NULL", postgres: "PRIMARY KEY" },
    description: "Key of the event; the same event has the same key for ever.",
  },
  {
    name: "received_at",
    types: { duckdb: "TIMESTAMP", postgres: "timestamptz" },
    constraint: { duckdb: "NOT NULL", postgres: "NOT NULL" },
    description: "When the server received the request, in UTC.",
  },
  {
    name: "product_surface",
    types: { duckdb: "VARCHAR", postgres: "text" },
    description: "Always `codex`: what the backend adds.",
  },
  {
    name: "product_client",
    types: { duckdb: "VARCHAR", postgres: "text" },
    description: "Canonical name of the product client; as sent when no canonical one is known.",
  },
  {
    name: "log_position",
    types: { duckdb: "VARCHAR", postgres: "text" },
    description: "Place in the log that the event came from.",
  },
  {
    name: "missing_keys",
    types: { duckdb: "VARCHAR", postgres: "text" },
    description: "Columns whose member was missing where null would have been allowed, joined by commas.",
  },
  {
    name: "unknown_keys",
    types: { duckdb: "VARCHAR", postgres: "text" },
    description:
      "JSON Pointers to what the contract did not know, joined by commas; the values are not kept. NULL when it knew everything.",
  },
];

/** Tables of the server itself; no event type may be named like one. */
export const SERVER_TABLES = [
  "events",
  "quarantine",
  "observations",
  "event_keys",
  "event_streams",
  "batches",
] as const;
