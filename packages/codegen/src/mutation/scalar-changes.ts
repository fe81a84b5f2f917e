import type { Json } from "../json.js";
import type { ConstNode, EnumNode, Node, NumberNode, StringNode } from "../model.js";
import { type Change, stricter, weaker } from "./change.js";

const ANY: Node = { kind: "any" };

/** Values of each JSON type, of which some are always wrong. */
export const ODD: readonly Json[] = [null, "mutant", 5, true, {}, []];

/** What widens a type to any: a value of another one tells. */
export function anyType(): Change {
  return weaker("type", ANY, ...ODD.map((value) => ({ value })));
}

export function stringChanges(node: StringNode): Change[] {
  const { pattern: _, ...withoutPattern } = node;
  const { format: __, ...withoutFormat } = node;
  const texts = ["", "mutant", "relative/path", "MUTANT", "0", " ", "\t", "a".repeat(50)].map((value) => ({
    value,
  }));
  return [
    anyType(),
    ...(node.nonEmpty ? [weaker("minLength", { ...node, nonEmpty: false }, { value: "" })] : []),
    ...(node.pattern === undefined ? [] : [weaker("pattern", withoutPattern, ...texts)]),
    ...(node.format === undefined ? [] : [weaker("format", withoutFormat, ...texts)]),
  ];
}

export function numberChanges(node: NumberNode): Change[] {
  const { minimum, maximum, integer } = node;
  const low = { value: minimum - 1 };
  const high = { value: maximum + 1 };
  return [
    anyType(),
    ...(integer
      ? [weaker("integer", { ...node, integer: false }, { value: between(minimum, maximum) })]
      : []),
    weaker("minimum", { ...node, minimum: Number.NEGATIVE_INFINITY }, low),
    weaker("minimum - 1", { ...node, minimum: minimum - 1 }, low),
    weaker("maximum", { ...node, maximum: Number.POSITIVE_INFINITY }, high),
    weaker("maximum + 1", { ...node, maximum: maximum + 1 }, high),
    ...(minimum === maximum
      ? []
      : [
          stricter("minimum + 1", { ...node, minimum: minimum + 1 }, { value: minimum }),
          stricter("maximum - 1", { ...node, maximum: maximum - 1 }, { value: maximum }),
        ]),
  ];
}

/** A number within the bounds that is no integer. */
function between(minimum: number, maximum: number): number {
  return Math.max(minimum, Math.min(0, maximum - 1)) + 0.5;
}

export function constChanges({ value }: ConstNode): Change[] {
  const kinds = {
    string: { kind: "string", nonEmpty: false },
    number: { kind: "number", integer: false, minimum: -Infinity, maximum: Infinity },
    boolean: { kind: "boolean" },
  } as const;
  const others: readonly Json[] = ["mutant", 5, true, false];
  // A constant is of one of the three types.
  const kind = kinds[typeof value as keyof typeof kinds];
  return [weaker("const", kind, ...others.filter((v) => v !== value).map((v) => ({ value: v }))), anyType()];
}

export function enumChanges(node: EnumNode): Change[] {
  return [
    weaker("enum", { kind: "string", nonEmpty: false }, { value: "mutant" }),
    anyType(),
    ...(node.values.length < 2
      ? []
      : node.values.map((word) =>
          stricter(
            `word ${word}`,
            { ...node, values: node.values.filter((w) => w !== word) },
            { value: word },
          ),
        )),
  ];
}
