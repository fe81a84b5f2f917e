/* Pieces of generated functions, which judge the variable `x`. */

/** Counts the keys of `x` into `n`. */
export const COUNT_KEYS: readonly string[] = ["let n = 0;", "for (const _ in x) n++;"];

/** Goes over the keys of `x`, and counts them into `n` when that is asked for. */
export function eachKey(lines: readonly string[], { counted }: { readonly counted: boolean }): string[] {
  return [
    ...(counted ? ["let n = 0;"] : []),
    "for (const key in x) {",
    ...indented(lines),
    ...(counted ? ["  n++;"] : []),
    "}",
  ];
}

/** A function whose first statement sorts out what has no members. What reads a member more than once puts it into `m`. */
export function functionText(signature: string, [first = "", ...more]: readonly string[]): string {
  const variable = [first, ...more].some((line) => line.includes("(m = ")) ? ["let m;"] : [];
  return [`${signature} {`, ...indented([first, ...variable, ...more]), "}"].join("\n");
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** Says yes to the listed words. */
export function anyOf(words: readonly string[]): string[] {
  const cases = words.map((word) => `  case ${JSON.stringify(word)}:`);
  return ["switch (x) {", ...cases, "    return true;", "  default:", "    return false;", "}"];
}

/** A statement that ends the check unless all tests pass; none when there is no test. */
export function unless(tests: readonly string[]): string[] {
  const [only, ...more] = tests;
  if (only === undefined) return [];
  return [`if (${more.length === 0 ? negated(only) : `!(${all(tests)})`}) return false;`];
}

/** All tests as one expression, a line each. */
export function all(tests: readonly string[]): string {
  const [only = "true", ...more] = tests;
  if (more.length > 0) return tests.join("\n    && ");
  return wraps(only) ? only.slice(1, -1) : only;
}

export function negated(test: string): string {
  if (/^[\w.[\] ]+ === (?:\w+|"[^"]*")$/.test(test)) return test.replace(" === ", " !== ");
  return /^[\w.]+\([^()]*\)$/.test(test) || wraps(test) ? `!${test}` : `!(${test})`;
}

/** How often an expression reads a variable. */
export function reads(expression: string, v: string): number {
  return withoutText(expression).match(new RegExp(`\\b${v}\\b`, "g"))?.length ?? 0;
}

/** Whether the first bracket closes at the end. */
function wraps(test: string): boolean {
  const code = withoutText(test);
  let depth = 0;
  return [...code].every((c, i) => {
    depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    return depth > 0 || i === code.length - 1;
  });
}

function withoutText(code: string): string {
  return code.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}
