import { type DuckDBConnection, DuckDBListValue, type DuckDBValue } from "@duckdb/node-api";
import type { SqlSource } from "../dialect.js";

/** A connection as a source of rows: integers as numbers, lists as lists. */
export function duckdbSource(connection: DuckDBConnection): SqlSource {
  return {
    dialect: "duckdb",
    async rows(sql, parameters = []) {
      const result = await connection.runAndReadAll(sql, [...parameters]);
      return result.getRows().map((row) => row.map(plain));
    },
  };
}

/** A value of the engine as a plain one. */
export function plain(value: DuckDBValue): unknown {
  if (typeof value === "bigint") return Number(value);
  return value instanceof DuckDBListValue ? value.items.map(plain) : value;
}
