import pg from "pg";

export interface PostgresConnection {
  /** `postgres://user:password@host:port/database`; what it leaves out comes from the environment, as for psql. */
  readonly url: string;
  /** Schema of the tables; the first of the search path unless told otherwise. It is made when it is not there. */
  readonly schema?: string;
  /** Connections at most; 5 unless told otherwise. */
  readonly connections?: number;
}

const { builtins } = pg.types;
const INTEGERS: readonly number[] = [builtins.INT2, builtins.INT4, builtins.INT8];
const NUMBERS: readonly number[] = [builtins.FLOAT4, builtins.FLOAT8];
/** The type `text[]`, which has no name among the built-in ones here. */
const TEXT_LIST = 1009;

// Every number is taken; the declaration lists those with a name.
const listParser = pg.types.getTypeParser(TEXT_LIST as Parameters<typeof pg.types.getTypeParser>[0]);

/** How values come back: as JSON has them where it can, and as PostgreSQL writes them otherwise. */
function parserOf(oid: number): (text: string) => unknown {
  if (INTEGERS.includes(oid)) return (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
  if (NUMBERS.includes(oid)) return (text) => (Number.isFinite(Number(text)) ? Number(text) : text);
  if (oid === builtins.BOOL) return (text) => text === "t";
  if (oid === builtins.JSON || oid === builtins.JSONB) return (text) => JSON.parse(text);
  if (oid === TEXT_LIST) return listParser;
  return (text) => text;
}

/** Connections to one database; one that breaks is replaced. */
export function openPool({ url, schema, connections = 5 }: PostgresConnection): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: "codex-contracts",
    types: { getTypeParser: parserOf },
    ...(schema === undefined ? {} : { options: `-c search_path=${searchPath(schema)}` }),
  });
  // An idle connection that breaks concerns nobody: the next question opens another one.
  pool.on("error", () => {});
  return pool;
}

/** In this option spaces and backslashes are escaped, and names are quoted as in SQL. */
function searchPath(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`.replaceAll(/[\\ ]/g, "\\$&");
}
