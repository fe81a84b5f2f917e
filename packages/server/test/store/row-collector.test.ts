import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { appendRows, rowCollector } from "../../src/store/duckdb/row-collector.js";
import { storeErrorCode } from "../../src/store/store-error.js";

interface Row {
  readonly name: string | null;
  readonly count: unknown;
  readonly words: readonly string[] | null;
}

const collector = () =>
  rowCollector<Row>([
    { kind: "text", value: (r) => r.name },
    { kind: "integer", value: (r) => r.count },
    { kind: "texts", value: (r) => r.words },
  ]);

async function inTable<T>(
  work: (append: (rows: Row[], into: ReturnType<typeof collector>) => Promise<unknown[][]>) => Promise<T>,
) {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    return await work(async (rows, into) => {
      await connection.run("CREATE OR REPLACE TABLE t (name VARCHAR, count BIGINT, words VARCHAR[])");
      for (const row of rows) into.add(row);
      await appendRows(connection, "t", into.take());
      return (await connection.runAndReadAll("SELECT name, count, words FROM t")).getRowsJson();
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

it("writes the same chunks again, with nothing of the time before", () =>
  inTable(async (append) => {
    const rows = collector();
    const long = "a text that is too long to stand in the vector";
    expect(await append([{ name: long, count: 1, words: ["a"] }], rows)).toEqual([[long, "1", ["a"]]]);
    expect(await append([{ name: null, count: null, words: null }], rows)).toEqual([[null, null, null]]);
    expect(await append([{ name: long, count: 2, words: [] }], rows)).toEqual([[long, "2", []]]);
  }));

it("refuses a cell of another kind, and is whole again when it is cleared", () =>
  inTable(async (append) => {
    const rows = collector();
    const good = { name: null, count: 1, words: ["a"] };
    rows.add(good);
    rows.add({ name: "b", count: "two", words: null });
    expect(() => rows.take()).toThrow(expect.toSatisfy((error) => storeErrorCode(error) === "data"));
    rows.clear();
    expect(await append([{ name: "c", count: 3, words: null }], rows)).toEqual([["c", "3", null]]);
  }));
