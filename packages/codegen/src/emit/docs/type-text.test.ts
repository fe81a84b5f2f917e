import { describe, expect, it } from "vitest";
import type { Annotations, Model, Node } from "../../model.js";
import { typeText } from "./type-text.js";

const EMPTY: Model = { contracts: [], types: [], typeByName: new Map(), rootOf: new Map(), families: [] };
const NOTES: Annotations = { description: "", examples: [] };
const TEXT: Node = { kind: "string", nonEmpty: true };
const WORDS: Node = { kind: "enum", values: ["a", "b"], open: false };

function nullable(node: Node): Node {
  return { kind: "union", by: "type", branches: [node, { kind: "null" }], branchNotes: [NOTES, NOTES] };
}

const CASES: readonly (readonly [string, Node])[] = [
  ["string", TEXT],
  ["integer", { kind: "number", integer: true, minimum: 0, maximum: 9 }],
  ['"a" | "b"', WORDS],
  ['"a" | "b", or another word', { ...WORDS, open: true } as Node],
  ['"a" | "b" or null', nullable(WORDS)],
  ["array of string", { kind: "array", items: TEXT, itemNotes: NOTES }],
  ['array of ("a" | "b")', { kind: "array", items: WORDS, itemNotes: NOTES }],
  ["array of (string or null)", { kind: "array", items: nullable(TEXT), itemNotes: NOTES }],
  ["any JSON value", { kind: "any" }],
  [
    "object with any fields",
    { kind: "object", properties: [], extra: "any", rejectUnknown: false, exclusive: [], requires: [] },
  ],
  ['"managed"', { kind: "const", value: "managed" }],
];

describe("typeText", () => {
  it.each(CASES)("says %s", (text, node) => {
    expect(typeText(EMPTY, node)).toBe(text);
  });

  it("calls a map by what it maps to", () => {
    const extra = { node: TEXT, notes: NOTES, keyPrivacy: "public" } as const;
    expect(
      typeText(EMPTY, {
        kind: "object",
        properties: [],
        extra,
        rejectUnknown: false,
        exclusive: [],
        requires: [],
      }),
    ).toBe("map of name to string");
  });
});
