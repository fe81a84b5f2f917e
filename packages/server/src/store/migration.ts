import { commonColumns, tables } from "../gen/tables.js";
import { quoted } from "./dialect.js";
import type { Migration } from "./store.js";
import { StoreError } from "./store-error.js";
import type { ColumnDescription, CommonColumn, Dialect, TableDescription } from "./table.js";

/** Tables of a database: table → column → type as the database names it. */
export type PresentTables = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A change to be made, and the statement that makes it. */
export interface MigrationStep extends Migration {
  readonly sql: readonly string[];
}

/**
 * What has to change so that a database fits the contracts: tables that are new, and columns of fields that are
 * new. Columns that no contract knows any more stay. Throws where a column has another type than its field.
 */
export function planMigration(
  present: PresentTables,
  dialect: Dialect,
  create: Readonly<Record<string, string>>,
  wanted: readonly TableDescription[] = tables,
): MigrationStep[] {
  const wrong: string[] = [];
  const steps = wanted.flatMap(({ name, columns }): MigrationStep[] => {
    const there = present.get(name);
    if (there === undefined)
      return [{ table: name, column: null, change: "table created", sql: [create[name] ?? ""] }];
    return [...commonColumns, ...columns].flatMap((column): MigrationStep[] => {
      const type = there.get(column.name);
      const expected = column.types[dialect];
      if (type === undefined) {
        return [
          {
            table: name,
            column: column.name,
            change: "column added",
            sql: addColumn(name, column, expected),
          },
        ];
      }
      if (!sameType(type, expected))
        wrong.push(`${name}.${column.name} is ${type}, its contract needs ${expected}`);
      return [];
    });
  });
  if (wrong.length > 0)
    throw new StoreError(
      "schema",
      `the tables do not fit the contracts: ${wrong.join("; ")}. Export what is stored with the earlier version, start this one on an empty store, and ingest the export`,
    );
  return steps;
}

/** In earlier rows the member was missing, not null. */
function addColumn(table: string, column: ColumnDescription | CommonColumn, type: string): string[] {
  const add = `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(column.name)} ${type}`;
  if (!("missable" in column)) return [add];
  return [add, `UPDATE ${quoted(table)} SET missing_keys = concat_ws(',', missing_keys, '${column.name}')`];
}

/** Names of one type that a database reports differently from how it is declared. */
const SYNONYMS: Readonly<Record<string, string>> = {
  "timestamp with time zone": "timestamptz",
  "character varying": "text",
};

function sameType(type: string, expected: string): boolean {
  const plain = type.toLowerCase();
  return (SYNONYMS[plain] ?? plain) === expected.toLowerCase();
}
