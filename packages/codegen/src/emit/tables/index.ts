import { banner } from "../../banner.js";
import { SERVER_GEN } from "../../generated-folders.js";
import type { GeneratedFile, Model } from "../../model.js";
import { createIndexes, createTable, createView } from "./ddl.js";
import { rowFunctionName, rowFunctions } from "./rows.js";
import { COLUMN_TYPES, COMMON_COLUMNS, DIALECTS, type Dialect, type Table } from "./table.js";
import { tablesOf } from "./tables-of.js";

const SOURCE = "schemas/analytics";

/**
 * Writes the tables of the server: what columns an event type has, the functions between events and rows, and
 * the definitions for each dialect. A model without events has no tables.
 */
export function emitTables(model: Model): GeneratedFile[] {
  const tables = tablesOf(model);
  if (tables.length === 0) return [];
  return [
    { path: `${SERVER_GEN}/tables.ts`, text: descriptions(tables) },
    { path: `${SERVER_GEN}/rows.ts`, text: rows(tables) },
    ...DIALECTS.map((dialect) => ({
      path: `${SERVER_GEN}/${dialect}.ts`,
      text: definitions(tables, dialect),
    })),
  ];
}

function descriptions(tables: readonly Table[]): string {
  return [
    banner(SOURCE),
    'import type { CommonColumn, TableDescription } from "../store/table.js";',
    "",
    "/** The columns that every table begins with. */",
    "export const commonColumns: readonly CommonColumn[] = [",
    ...COMMON_COLUMNS.map(({ name, types }) => `  ${JSON.stringify({ name, types })},`),
    "];",
    "",
    "/** One table for each event type, sorted by name. */",
    "export const tables: readonly TableDescription[] = [",
    ...tables.flatMap(({ name, contract, columns }) => [
      "  {",
      `    name: ${JSON.stringify(name)},`,
      `    contract: ${JSON.stringify(contract)},`,
      "    columns: [",
      ...columns.map(
        (c) =>
          `      ${JSON.stringify({ name: c.name, kind: c.kind, path: c.path, types: COLUMN_TYPES[c.kind], privacy: c.privacy, ...(c.optional && c.nullable ? { missable: true } : {}) })},`,
      ),
      "    ],",
      "  },",
    ]),
    "];",
    "",
  ].join("\n");
}

function rows(tables: readonly Table[]): string {
  const types = [...new Set(tables.map((t) => t.type))].sort();
  const functions = tables.flatMap((table) => [...rowFunctions(table), ""]);
  const helpers = ["fromJson", "isMissing", "isNull", "isPresent", "missingKeys", "toJson"].filter((helper) =>
    functions.some((line) => line.includes(`${helper}(`)),
  );
  return [
    banner(SOURCE),
    `import type { ${types.join(", ")} } from "@codex-contracts/protocol/types";`,
    `import { ${[...helpers, "type Row", "type RowFunctions"].join(", ")} } from "../store/row.js";`,
    "",
    ...functions,
    "/** The functions between events and rows, by event type. */",
    "export const rowFunctions: Readonly<Record<string, RowFunctions>> = {",
    ...tables.map(
      (t) =>
        `  ${JSON.stringify(t.name)}: { toRow: ${rowFunctionName(t, "Row")}, fromRow: ${rowFunctionName(t, "Event")} },`,
    ),
    "};",
    "",
  ].join("\n");
}

function definitions(tables: readonly Table[], dialect: Dialect): string {
  const sql = (text: string) => `\`${text}\``;
  return [
    banner(SOURCE),
    "",
    "/** `CREATE TABLE` by event type. */",
    `export const ${dialect}Tables: Readonly<Record<string, string>> = {`,
    ...tables.map((table) => `  ${JSON.stringify(table.name)}: ${sql(createTable(table, dialect))},`),
    "};",
    "",
    `export const ${dialect}Indexes: readonly string[] = [`,
    ...tables.flatMap((table) => createIndexes(table, dialect)).map((text) => `  ${sql(text)},`),
    "];",
    "",
    "/** The view over all tables. */",
    `export const ${dialect}EventsView = ${sql(createView(tables, dialect))};`,
    "",
  ].join("\n");
}
