/** What a line of COPY is made of; times as Unix milliseconds. */
export type CopyKind = "text" | "integer" | "number" | "boolean" | "texts" | "timestamp";

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A column of rows of type T: its name, how it is written, and where its value is. */
export interface CopyColumn<T> {
  readonly name: string;
  readonly kind: CopyKind;
  readonly value: (row: T) => unknown;
}

/** Rows in the text format of COPY. */
export function copyText<T>(columns: readonly CopyColumn<T>[], rows: readonly T[]): string {
  const lines: string[] = [];
  for (const row of rows) {
    let line = "";
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (column === undefined) continue;
      if (i > 0) line += "\t";
      line += cell(column.kind, column.value(row));
    }
    lines.push(line);
  }
  lines.push("");
  return lines.join("\n");
}

function cell(kind: CopyKind, value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return kind === "timestamp" ? timeText(value) : String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (Array.isArray(value)) return escaped(`{${value.map((item) => quotedItem(String(item))).join(",")}}`);
  throw new TypeError("a cell is a string, a number, a boolean, a list of strings or null");
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (mark) => ESCAPES[mark] ?? mark) : text;
}

/** An item of a list as an array literal writes it. */
function quotedItem(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

let lastTime = Number.NaN;
let lastText = "";

/** Rows of one request have one time, and it is written once. */
function timeText(ms: number): string {
  if (ms !== lastTime) {
    lastTime = ms;
    lastText = new Date(ms).toISOString();
  }
  return lastText;
}
