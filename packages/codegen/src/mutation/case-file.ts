import type { Case, InvalidCase } from "../model.js";

const SOURCE = "derived from the schema: a valid example with one constraint tried (pnpm mutation --fix)";

/** The text of `cases.json`: one line a case. */
export function caseFile(valid: readonly Case[], invalid: readonly InvalidCase[]): string {
  const list = (lines: readonly string[]) =>
    lines.length === 0 ? "[]" : `[\n    ${lines.join(",\n    ")}\n  ]`;
  const line = ({ name, description, base, changes }: Case, more: object) =>
    JSON.stringify({ name, description, base, changes, ...more });
  return [
    "{",
    `  "source": ${JSON.stringify(valid[0]?.source || invalid[0]?.source || SOURCE)},`,
    `  "valid": ${list(valid.map((each) => line(each, {})))},`,
    `  "invalid": ${list(invalid.map((each) => line(each, { issues: each.issues })))}`,
    "}",
    "",
  ].join("\n");
}
