import type { Colours } from "../text/colours.js";
import { table } from "../text/table.js";
import type { Entry } from "./entry.js";

export interface ListStyle {
  readonly paint: Colours;
  /** Lines are cut at the width of the terminal; undefined where nothing must be cut. */
  readonly width: number | undefined;
}

/** Contracts as a table: id, type, and the first sentence of the description. */
export function renderList(entries: readonly Entry[], { paint, width }: ListStyle): string {
  if (entries.length === 0) return "no contract matches\n";
  const rows = entries.map(({ id, name, description }) => [id, name, firstSentence(description)]);
  const lines = table([{ title: "id" }, { title: "type" }, { title: "what it is" }], rows).split("\n");
  const [head = "", ...rest] = lines.map((line) => cut(line, width));
  return `${[paint.bold(head), ...rest].join("\n")}\n`;
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+\p{Lu}|\s*$)/su.exec(text)?.[0] ?? text;
}

function cut(line: string, width: number | undefined): string {
  return width === undefined || line.length <= width ? line : `${line.slice(0, Math.max(width - 1, 1))}…`;
}
