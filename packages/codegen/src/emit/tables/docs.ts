import type { ContractModel, GeneratedFile, Model } from "../../model.js";
import { bullets, code, document, link, table } from "../docs/markdown.js";
import { banner, REFERENCE } from "../docs/place.js";
import { COLUMN_TYPES, COMMON_COLUMNS, type Column, type Table } from "./table.js";
import { tablesOf } from "./tables-of.js";

const PAGE = "tables.md";

const INTRO =
  "The ingestion server keeps accepted events in one table for each event type. The tables are generated from the schemas, for DuckDB and for PostgreSQL; a field that is new in a schema becomes a new column when the server starts.";

const READING = [
  "Members of nested objects are columns of their own, named by their path: `app_server_client.client_name` is `app_server_client_client_name`. Members of `event_params` have no prefix.",
  "Lists of texts are lists; maps, unions and other lists are one JSON value each.",
  "An object that may be missing or null has a column that says whether it is there, and its members behind it.",
  "Every column may be NULL: in rows from before the field existed it is.",
  "Times of events are kept as they are sent, in the unit of the field; `received_at` is a timestamp.",
];

/** The page about all tables; nothing when the model has no events. */
export function tablesPage(model: Model): GeneratedFile[] {
  const tables = tablesOf(model);
  if (tables.length === 0) return [];
  const rows = tables.map((t) => [
    code(t.name),
    link(t.type, `${t.contract}.md#table`),
    String(t.columns.length + COMMON_COLUMNS.length),
  ]);
  const common = COMMON_COLUMNS.map((c) => [
    code(c.name),
    code(c.types.duckdb),
    code(c.types.postgres),
    c.description,
  ]);
  return [
    {
      path: `${REFERENCE}/${PAGE}`,
      text: document([
        banner("schemas/analytics/"),
        "# Tables",
        INTRO,
        table(["Table", "Event", "Columns"], rows),
        "## How events become rows",
        bullets(READING),
        "## Columns of every table",
        table(["Column", "DuckDB", "PostgreSQL", "Meaning"], common),
        "The view `events` holds the events of all tables, with their type and the ids of thread and turn as far as they have them.",
      ]),
    },
  ];
}

/** The section of a contract's page about its table; nothing for contracts that are no events. */
export function tableSection(model: Model, contract: ContractModel): string[] {
  if (contract.eventType === undefined) return [];
  const own = tablesOf(model).find((t) => t.contract === contract.id);
  return own === undefined ? [] : ["## Table", lead(own), table(HEAD, own.columns.map(columnCells))];
}

const HEAD = ["Column", "DuckDB", "PostgreSQL", "Field", "Privacy"];

function lead({ name }: Table): string {
  return `The ingestion server keeps the event in the table ${code(name)}, behind the ${link("columns of every table", `../${PAGE}#columns-of-every-table`)}.`;
}

function columnCells({ name, kind, path, privacy }: Column): string[] {
  const field = kind === "presence" ? `whether ${code(path.join("."))} is there` : code(path.join("."));
  return [code(name), code(COLUMN_TYPES[kind].duckdb), code(COLUMN_TYPES[kind].postgres), field, privacy];
}
