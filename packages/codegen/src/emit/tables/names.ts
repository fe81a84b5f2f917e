import { COMMON_COLUMNS, SERVER_TABLES, type Table } from "./table.js";

/** PostgreSQL cuts longer names off. */
const LONGEST = 63;

/** Names that both dialects take without quotes. */
const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** A name as both dialects read it: quoted, so that reserved words are names too. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Throws when two columns or two tables would have one name, or when a database could not keep a name apart. */
export function checkNames(tables: readonly Table[]): void {
  unique(
    [
      ...SERVER_TABLES.map((name) => [name, "the server"] as const),
      ...tables.map((t) => [t.name, t.file] as const),
    ],
    "table",
  );
  for (const { name, file, columns } of tables) {
    checkName(name, file);
    const own = columns.map((column) => [column.name, column.path.join(".")] as const);
    unique([...COMMON_COLUMNS.map((c) => [c.name, "the server"] as const), ...own], `column of ${file}`);
    for (const column of columns) checkName(column.name, file);
  }
}

function unique(names: readonly (readonly [name: string, owner: string])[], what: string): void {
  const owners = new Map<string, string>();
  for (const [name, owner] of names) {
    const other = owners.get(name.toLowerCase());
    if (other !== undefined)
      throw new Error(
        `${what} "${name}" stands for ${other} and for ${owner}: rename one of them in the schema`,
      );
    owners.set(name.toLowerCase(), owner);
  }
}

function checkName(name: string, file: string): void {
  if (name.length > LONGEST)
    throw new Error(
      `${file}: "${name}" has more than ${LONGEST} characters: shorten the name or nest less deep`,
    );
  if (!PLAIN.test(name))
    throw new Error(`${file}: "${name}" is no name for a table or column: use snake_case`);
}
