import { describe, expect, it } from "vitest";
import { duckdbTables } from "../../src/gen/duckdb.js";
import { postgresTables } from "../../src/gen/postgres.js";
import { commonColumns, tables } from "../../src/gen/tables.js";
import { planMigration } from "../../src/store/migration.js";
import type { Dialect, TableDescription } from "../../src/store/table.js";

/** A database that fits a description. */
function fitting(dialect: Dialect, described: readonly TableDescription[] = tables) {
  return new Map(
    described.map((table) => [
      table.name,
      new Map([...commonColumns, ...table.columns].map((c) => [c.name, c.types[dialect]])),
    ]),
  );
}

describe.each([
  ["duckdb", duckdbTables],
  ["postgres", postgresTables],
] as const)("a migration of %s", (dialect, create) => {
  it("makes every table where there is none", () => {
    const steps = planMigration(new Map(), dialect, create);
    expect(steps.map((step) => step.table)).toEqual(tables.map((table) => table.name));
    expect(steps.every((step) => step.sql[0]?.startsWith("CREATE TABLE"))).toBe(true);
  });

  it("has nothing to do where everything fits, and where there is more", () => {
    const present = fitting(dialect);
    present.get("codex_turn_event")?.set("since_removed", "bigint");
    present.set("of_somebody_else", new Map([["a", "text"]]));
    expect(planMigration(present, dialect, create)).toEqual([]);
  });

  it("adds each column that is missing", () => {
    const present = fitting(dialect);
    present.get("codex_hook_run")?.delete("hook_name");
    expect(planMigration(present, dialect, create)).toMatchObject([
      { table: "codex_hook_run", column: "hook_name", change: "column added" },
    ]);
  });

  it("names every column of another type at once", () => {
    const present = fitting(dialect);
    present.get("codex_hook_run")?.set("hook_name", "date");
    present.get("codex_turn_event")?.set("duration_ms", "date");
    expect(() => planMigration(present, dialect, create)).toThrow(
      /codex_hook_run\.hook_name is date.*codex_turn_event\.duration_ms is date/,
    );
  });
});

it("takes the names that PostgreSQL gives its types", () => {
  const present = fitting("postgres");
  for (const columns of present.values()) columns.set("received_at", "timestamp with time zone");
  expect(planMigration(present, "postgres", postgresTables)).toEqual([]);
});
