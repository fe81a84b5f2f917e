import type { Decoded } from "@codex-contracts/permissions";
import { expect } from "vitest";

/** The value of something that has to decode. */
export function decoded<T>(result: Decoded<T>): T {
  if (!result.ok) expect.fail(`refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

/** Expects a refusal for the reason that Codex gave. */
export function expectRefused(result: Decoded<unknown>, message: string): void {
  expect(result.ok).toBe(false);
  if (result.ok) return;
  const expected = codesOf.find(([pattern]) => pattern.test(message))?.[1];
  if (expected === undefined) expect.fail(`no rule for the message: ${message}`);
  const found = result.issues.map(({ path, code }) => ({ code, member: path.split("/").at(-1) }));
  const member = /missing field `(\w+)`/.exec(message)?.[1];
  expect(
    found.some((issue) => expected.includes(issue.code) && (member ?? issue.member) === issue.member),
  ).toBe(true);
}

/** What Codex says, and by which rule this package refuses the same. `rejected` stands for a message not recorded. */
const codesOf: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^rejected$/,
    ["type", "enum", "const", "required", "additionalProperties", "discriminator", "minimum", "format"],
  ],
  [/missing field/, ["required"]],
  [/unknown variant/, ["discriminator", "enum"]],
  [/invalid type: null, expected variant identifier/, ["discriminator"]],
  [/AbsolutePathBuf deserialized without a base path/, ["format"]],
  [/integer `-1`, expected a nonzero usize/, ["minimum"]],
  [/floating point.*expected a nonzero usize/, ["type", "maximum"]],
  [/invalid type/, ["type"]],
];
