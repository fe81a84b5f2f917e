import { expect, it } from "vitest";
import { fakeContext } from "../test/fake-context.js";
import { explainError } from "./explain-error.js";
import { MisuseError } from "./misuse-error.js";

function explain(error: unknown, env: Readonly<Record<string, string>> = {}): string {
  const context = fakeContext({ env });
  expect(explainError(error, context)).toBe(2);
  return context.written.err;
}

it.each([
  ["misuse", new MisuseError("cannot do it", "Do that."), "error: cannot do it\nDo that.\n"],
  ["misuse without a way out", new MisuseError("cannot do it"), "error: cannot do it\n"],
  [
    "a crash",
    new TypeError("x is odd\nreally"),
    "internal error: TypeError: x is odd\\u{a}really (DEBUG=1 shows where)\n",
  ],
  [
    "a crash that quotes a payload",
    new SyntaxError("Unexpected token s3cret"),
    "internal error: SyntaxError (DEBUG=1 shows where)\n",
  ],
  ["something that is no error", "odd", "internal error: unknown (DEBUG=1 shows where)\n"],
])("%s is told in a line", (_, error, text) => expect(explain(error)).toBe(text));

it("shows where a crash happened when asked to", () => {
  expect(explain(new TypeError("odd"), { DEBUG: "1" })).toMatch(
    /^internal error: TypeError: odd\n.*\n\s+at /,
  );
});
