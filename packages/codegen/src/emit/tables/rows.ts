import { localName, memberOf } from "../locals.js";
import type { Column, Table } from "./table.js";

/** Members of an event as a tree: columns at the ends, objects between. */
interface Branch {
  readonly name: string;
  readonly path: readonly string[];
  /** Index of the column; of an object the column that says whether it is there. */
  column?: number;
  readonly members: Branch[];
}

/** Two functions of an event type: from an event to its row, and back. */
export function rowFunctions(table: Table): string[] {
  return [...toRow(table), "", ...fromRow(table)];
}

export function rowFunctionName({ type }: Table, way: "Row" | "Event"): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}${way === "Row" ? "Row" : "FromRow"}`;
}

function toRow(table: Table): string[] {
  const tree = treeOf(table.columns);
  const locals: string[] = [];
  const visit = (branch: Branch, owner: string, maybe: boolean): void => {
    for (const member of branch.members) {
      if (member.members.length === 0) continue;
      const local = localOf(member.path);
      locals.push(`const ${local} = ${access(owner, member.name, maybe)};`);
      visit(member, local, maybe || member.column !== undefined);
    }
  };
  visit(tree, "event", false);
  const absent = table.columns
    .filter((c) => c.optional && c.nullable)
    .map((c) => `[${JSON.stringify(c.name)}, ${memberAt(table, c)}]`);
  return [
    `/** The cells of a {@link ${table.type}} in the order of its columns, the missing keys first. */`,
    `function ${rowFunctionName(table, "Row")}(event: ${table.type}): Row {`,
    ...locals.map((line) => `  ${line}`),
    "  return [",
    `    ${absent.length === 0 ? "null" : `missingKeys([${absent.join(", ")}])`},`,
    ...table.columns.map((c) => `    ${cell(table, c)},`),
    "  ];",
    "}",
  ];
}

function cell(table: Table, column: Column): string {
  const value = memberAt(table, column);
  if (column.kind === "json") return `toJson(${value})`;
  if (column.kind === "presence") return `isPresent(${value})`;
  const maybe = column.optional || value.includes("?.");
  return maybe ? `${value} ?? null` : value;
}

/** Expression of the member that a column comes from. */
function memberAt(table: Table, { path }: Column): string {
  const owner = path.length === 1 ? "event" : localOf(path.slice(0, -1));
  return access(owner, path.at(-1) ?? "", mayBeAbsent(table, path.slice(0, -1)));
}

function mayBeAbsent({ columns }: Table, path: readonly string[]): boolean {
  return columns.some((c) => c.kind === "presence" && c.path.every((name, i) => path[i] === name));
}

function access(owner: string, name: string, maybe: boolean): string {
  const plain = memberOf(owner, name);
  if (!maybe) return plain;
  return plain.startsWith(`${owner}.`) ? `${owner}?.${name}` : `${owner}?.[${JSON.stringify(name)}]`;
}

function localOf(path: readonly string[]): string {
  return localName(path.join("_"));
}

function fromRow(table: Table): string[] {
  const tree = treeOf(table.columns);
  return [
    `/** The {@link ${table.type}} that a row was made from. */`,
    `function ${rowFunctionName(table, "Event")}(row: Row): unknown {`,
    "  return {",
    `    event_type: ${JSON.stringify(table.name)},`,
    ...membersCode(table, tree).map((line) => `    ${line}`),
    "  };",
    "}",
  ];
}

function membersCode(table: Table, branch: Branch): string[] {
  return branch.members.flatMap((member) => {
    const column = member.column === undefined ? undefined : table.columns[member.column];
    const at = `row[${(member.column ?? 0) + 1}]`;
    if (column === undefined) return [`${key(member.name)}: {`, ...inner(table, member), "},"];
    const stored =
      column.kind === "presence"
        ? [`${at} === true ? {`, ...inner(table, member), "} : null"]
        : [column.kind === "json" ? `fromJson(${at})` : at];
    if (!column.optional) return joined(`${key(member.name)}: `, stored, ",");
    const missing = column.nullable ? `isMissing(row, ${JSON.stringify(column.name)})` : `isNull(${at})`;
    return joined(`...(${missing} ? {} : { ${key(member.name)}: `, stored, " }),");
  });
}

function inner(table: Table, member: Branch): string[] {
  return membersCode(table, member).map((line) => `  ${line}`);
}

function joined(before: string, lines: readonly string[], after: string): string[] {
  return lines.map((line, i) => `${i === 0 ? before : ""}${line}${i === lines.length - 1 ? after : ""}`);
}

function treeOf(columns: readonly Column[]): Branch {
  const root: Branch = { name: "", path: [], members: [] };
  for (const [index, column] of columns.entries()) {
    let branch = root;
    for (const [depth, name] of column.path.entries()) {
      let next = branch.members.find((member) => member.name === name);
      if (next === undefined) {
        next = { name, path: column.path.slice(0, depth + 1), members: [] };
        branch.members.push(next);
      }
      branch = next;
    }
    branch.column = index;
  }
  return root;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
