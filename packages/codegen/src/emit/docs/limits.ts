import { FORMATS } from "../../formats.js";
import type { Annotations, Node, NumberNode, Unit } from "../../model.js";
import { code } from "./markdown.js";

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  "unix-s": "Unix time in seconds",
  ms: "milliseconds",
  s: "seconds",
  tokens: "tokens",
  count: "count",
  port: "port number",
  "http-status": "HTTP status code",
  bytes: "bytes",
  depth: "levels deep",
  id: "number that names",
};

/** What a shape demands beyond its JSON type, and its unit: `milliseconds, ≥ 0`. Empty when there is nothing to say. */
export function limitsText(node: Node, notes: Annotations): string {
  const unit = notes.unit === undefined ? [] : [UNIT_WORDS[notes.unit]];
  return [...unit, ...limits(node)].join(", ");
}

function limits(node: Node): string[] {
  switch (node.kind) {
    case "number":
      return range(node);
    case "string":
      return [
        ...(node.nonEmpty ? ["not empty"] : []),
        ...(node.format === undefined ? [] : [FORMATS[node.format].words]),
        ...(node.pattern === undefined ? [] : [`matches ${code(node.pattern)}`]),
      ];
    case "array":
      return [...between(node.minItems, node.maxItems, "item"), ...each("item", node.items, node.itemNotes)];
    case "object":
      if (node.properties.length > 0) return [];
      return [
        ...between(node.minProperties, node.maxProperties, "entry"),
        ...(typeof node.extra === "object" ? each("value", node.extra.node, node.extra.notes) : []),
      ];
    case "union":
      return node.branches.flatMap(limits);
    default:
      return [];
  }
}

function each(part: string, node: Node, notes: Annotations): string[] {
  const text = limitsText(node, notes);
  return text === "" ? [] : [`each ${part}: ${text}`];
}

/** Bounds that only say "what a double holds exactly" are no news. */
function range({ minimum, maximum }: NumberNode): string[] {
  const low = minimum > Number.MIN_SAFE_INTEGER;
  const high = maximum < Number.MAX_SAFE_INTEGER;
  if (low && high) return [`${minimum} to ${maximum}`];
  return low ? [`≥ ${minimum}`] : high ? [`≤ ${maximum}`] : [];
}

function between(min: number | undefined, max: number | undefined, noun: string): string[] {
  const many = (count: number) =>
    `${count} ${count === 1 ? noun : noun.replace(/y$/, "ie")}${count === 1 ? "" : "s"}`;
  if (min !== undefined && min === max) return [`exactly ${many(min)}`];
  return [
    ...(min === undefined ? [] : [`at least ${many(min)}`]),
    ...(max === undefined ? [] : [`at most ${many(max)}`]),
  ];
}
