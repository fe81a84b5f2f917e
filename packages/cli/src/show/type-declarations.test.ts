import { expect, it } from "vitest";
import { declarationsIn, typeText } from "./type-declarations.js";

const MODULE = `// made
/** An a, of B. */
export interface A {
    /** Holds a D. */
    b: (B | null);
    word: "C";
}

/**
 * A b.
 */
export type B = Other[] | ("x" | "E");

export type C = string;
/** Reaches back. */
export interface Other {
    a?: A;
}
export interface D {
}
`;

const declarations = declarationsIn(MODULE);

it("finds every declaration with its comment", () => {
  expect([...declarations.keys()]).toEqual(["A", "B", "C", "Other", "D"]);
  expect(declarations.get("B")).toBe('/**\n * A b.\n */\nexport type B = Other[] | ("x" | "E");');
});

it("prints a type and what it reaches, once each; words in comments and strings reach nothing", () => {
  const text = typeText("A", declarations);
  expect(text.match(/^export \w+ \w+/gm)).toEqual([
    "export interface A",
    "export type B",
    "export interface Other",
  ]);
  expect(text).toMatch(/^\/\*\* An a, of B\. \*\/\nexport interface A \{/);
});
