import { describe, expect, it } from "vitest";
import { leaf, schemaFile } from "../../../test/tiny.js";
import { buildModel } from "../../build-model.js";
import { createIndexes, createTable, createView } from "./ddl.js";
import { checkNames } from "./names.js";
import { rowFunctions } from "./rows.js";
import type { Table } from "./table.js";
import { tablesOf } from "./tables-of.js";

const TEXT = leaf({ type: "string" }, "a");
const COUNT = leaf({ type: "integer", minimum: 0, maximum: 9, "x-unit": "count" }, 1);
const closed = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: "object",
  additionalProperties: false,
  description: "An object.",
  required,
  properties,
});
const orNull = (schema: object) => ({
  description: "A value.",
  "x-null": "not known",
  anyOf: [schema, { type: "null" }],
});

function event(name: string, params: Record<string, unknown>, required = Object.keys(params)) {
  const title = name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return {
    path: `demo/${name.replaceAll("_", "-")}.schema.json`,
    schema: {
      title,
      ...closed({
        event_type: { description: "Name.", const: name },
        event_params: closed(params, required),
      }),
    },
  };
}

function tables(...events: ReturnType<typeof event>[]): readonly Table[] {
  const branches = events.map(({ path }) => ({ $ref: path.slice("demo/".length) }));
  const union = {
    title: "AnyEvent",
    oneOf: branches,
    discriminator: { propertyName: "event_type" },
  };
  const files = [...events, { path: "demo/any-event.schema.json", schema: union }];
  const examples = files.map(({ path }) => ({
    path: `examples/${path.replace(".schema.json", "")}/valid/any.json`,
    text: JSON.stringify({ description: "A case.", source: "written by hand", value: {} }),
  }));
  const { model, problems } = buildModel([...files.map((f) => schemaFile(f.path, f.schema)), ...examples]);
  expect(problems.map((p) => p.message)).toEqual([]);
  return tablesOf(model);
}

function columns(params: Record<string, unknown>, required?: string[]) {
  return (tables(event("thing", params, required))[0]?.columns ?? []).map((c) => [c.name, c.kind]);
}

describe("tables", () => {
  it("are the branches of the union over event_type, sorted by name", () => {
    const [b, a] = [event("b_thing", { id: TEXT }), event("a_thing", { id: TEXT })];
    expect(tables(b, a).map((t) => t.name)).toEqual(["a_thing", "b_thing"]);
    expect(tables(a, b)).toEqual(tables(b, a));
  });

  it.each<[string, unknown, string]>([
    ["a text", TEXT, "text"],
    ["a word of a list", leaf({ type: "string", enum: ["x"] }, "x"), "text"],
    ["an integer", COUNT, "integer"],
    ["a number", leaf({ type: "number", minimum: 0, maximum: 1, "x-unit": "s" }, 0.5), "number"],
    ["a flag", leaf({ type: "boolean" }, true), "boolean"],
    ["a list of texts", { type: "array", description: "Texts.", items: TEXT }, "texts"],
    ["a list of counts", { type: "array", description: "Counts.", items: COUNT }, "json"],
    ["a union", { description: "Either.", anyOf: [TEXT, closed({ size: COUNT })] }, "json"],
    [
      "a map",
      { type: "object", description: "A map.", additionalProperties: TEXT, "x-key-privacy": "public" },
      "json",
    ],
  ])("keep %s in one column", (_, schema, kind) => {
    expect(columns({ value: schema })).toEqual([["value", kind]]);
  });

  it("hold the members of nested objects as columns of their own", () => {
    expect(columns({ client: closed({ name: TEXT, build: closed({ os: TEXT }) }) })).toEqual([
      ["client_name", "text"],
      ["client_build_os", "text"],
    ]);
  });

  it("say of an object that may be null or missing whether it is there", () => {
    const expected = [
      ["client", "presence"],
      ["client_name", "text"],
    ];
    expect(columns({ client: orNull(closed({ name: TEXT })) })).toEqual(expected);
    expect(columns({ client: closed({ name: TEXT }) }, [])).toEqual(expected);
  });

  it("give a column the highest class of what it can hold", () => {
    const secret = closed({ text: { ...TEXT, "x-privacy": "sensitive" } });
    const either = { description: "Either.", anyOf: [TEXT, secret] };
    const [table] = tables(event("thing", { either }));
    expect(table?.columns[0]?.privacy).toBe("sensitive");
  });
});

describe("names", () => {
  it("are refused where two fields would share a column", () => {
    expect(() => tables(event("thing", { a_b: TEXT, a: closed({ b: TEXT }) }))).toThrow(
      /"a_b" stands for event_params\.a_b and for event_params\.a\.b: rename/,
    );
  });

  it.each([
    ["a column of the server", "thing", "event_key", /"event_key" stands for the server/],
    ["a table of the server", "quarantine", "id", /table "quarantine" stands for the server/],
    ["what is too long", "thing", "x".repeat(64), /more than 63 characters/],
    ["what would need care in every query", "thing", "camelCase", /use snake_case/],
  ])("are refused for %s", (_, name, column, message) => {
    const columns = [
      { name: column, kind: "text", path: ["a"], optional: false, nullable: false, privacy: "public" },
    ] as const;
    expect(() => checkNames([{ name, contract: "", type: "", file: "f", columns }])).toThrow(message);
  });

  it("may be reserved words, since all are quoted", () => {
    const [table] = tables(event("order", { select: TEXT }));
    if (table === undefined) throw new Error("no table");
    expect(createTable(table, "postgres")).toContain('CREATE TABLE IF NOT EXISTS "order"');
    expect(createTable(table, "postgres")).toContain('"select" text');
  });
});

describe("definitions", () => {
  const [table] = tables(
    event("thing", { thread_id: TEXT, sizes: { type: "array", description: "Sizes.", items: TEXT } }),
  );
  if (table === undefined) throw new Error("no table");

  it("differ by dialect", () => {
    expect(createTable(table, "duckdb")).toMatch(
      /"event_key" VARCHAR NOT NULL,[\s\S]*"sizes" VARCHAR\[\]\n\)$/,
    );
    expect(createTable(table, "postgres")).toMatch(
      /"event_key" text PRIMARY KEY,[\s\S]*"sizes" text\[\]\n\)$/,
    );
  });

  it("index times and threads in PostgreSQL", () => {
    expect(createIndexes(table, "postgres").map((sql) => sql.split(" ON ")[1])).toEqual([
      '"thing" ("received_at", "event_key")',
      '"thing" ("thread_id")',
    ]);
    expect(createIndexes(table, "duckdb")).toEqual([]);
  });

  it("take the first turn that an event names into the view", () => {
    const [steer] = tables(event("steer", { expected_turn_id: TEXT, accepted_turn_id: TEXT }));
    expect(createView(steer === undefined ? [] : [steer], "duckdb")).toContain(
      'CAST(NULL AS VARCHAR) AS "thread_id", COALESCE("expected_turn_id", "accepted_turn_id") AS "turn_id"',
    );
  });
});

describe("row functions", () => {
  it("keep missing, null and present apart", () => {
    const [table] = tables(
      event(
        "thing",
        {
          id: TEXT,
          note: { ...leaf({ type: ["string", "null"] }, "a"), "x-null": "none" },
          client: orNull(closed({ name: TEXT })),
          size: COUNT,
        },
        ["id"],
      ),
    );
    expect(table === undefined ? [] : rowFunctions(table)).toMatchInlineSnapshot(`
      [
        "/** The cells of a {@link Thing} in the order of its columns, the missing keys first. */",
        "function thingRow(event: Thing): Row {",
        "  const event_params = event.event_params;",
        "  const event_params_client = event_params.client;",
        "  return [",
        "    missingKeys([["note", event_params.note], ["client", event_params.client]]),",
        "    event_params.id,",
        "    event_params.note ?? null,",
        "    isPresent(event_params.client),",
        "    event_params_client?.name ?? null,",
        "    event_params.size ?? null,",
        "  ];",
        "}",
        "",
        "/** The {@link Thing} that a row was made from. */",
        "function thingFromRow(row: Row): unknown {",
        "  return {",
        "    event_type: "thing",",
        "    event_params: {",
        "      id: row[1],",
        "      ...(isMissing(row, "note") ? {} : { note: row[2] }),",
        "      ...(isMissing(row, "client") ? {} : { client: row[3] === true ? {",
        "        name: row[4],",
        "      } : null }),",
        "      ...(isNull(row[5]) ? {} : { size: row[5] }),",
        "    },",
        "  };",
        "}",
      ]
    `);
  });
});
