/** The databases that tables are generated for. */
export type Dialect = "duckdb" | "postgres";

/**
 * What a column holds: a text, an integer, a number, a boolean, a list of texts, one JSON value, or whether an
 * object that may be missing or null is there.
 */
export type ColumnKind = "text" | "integer" | "number" | "boolean" | "texts" | "json" | "presence";

/** A column of an event type, and the place in the event that it comes from. */
export interface ColumnDescription {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Member names from the event down. */
  readonly path: readonly string[];
  readonly types: Readonly<Record<Dialect, string>>;
  /** Highest privacy class of what it can hold. */
  readonly privacy: "public" | "internal" | "pseudonymous-id" | "sensitive";
  /** The member may be missing as well as null; rows say which. */
  readonly missable?: true;
}

/** A column that every table begins with; the server fills it. */
export interface CommonColumn {
  readonly name: string;
  readonly types: Readonly<Record<Dialect, string>>;
}

/** The table of one event type, named like it. */
export interface TableDescription {
  readonly name: string;
  /** Id of the contract. */
  readonly contract: string;
  readonly columns: readonly ColumnDescription[];
}
