import { fixturesOf } from "@codex-contracts/fixtures";
import { expect, it } from "vitest";
import { chooseExamples } from "./choose-examples.js";

const contract = "analytics/codex-turn-event";
const fixtures = fixturesOf(contract);
const one = { contract, kind: "valid", name: undefined, all: false } as const;

it("shows the valid message with the most members", () => {
  const sizes = fixtures
    .filter(({ kind }) => kind === "valid")
    .map(({ value }) => JSON.stringify(value).length);
  const [shown] = chooseExamples(fixtures, one);
  expect(JSON.stringify(shown?.value).length).toBeGreaterThan(Math.min(...sizes));
});

it("shows one message that is refused, and why", () => {
  expect(chooseExamples(fixtures, { ...one, kind: "invalid" })).toMatchObject([
    { kind: "invalid", issues: [{}] },
  ]);
});

it("shows all, or the one with a name", () => {
  const all = chooseExamples(fixtures, { ...one, all: true });
  expect(all.length).toBe(fixtures.filter(({ kind }) => kind === "valid").length);
  const name = all.at(-1)?.name;
  expect(chooseExamples(fixtures, { ...one, name })).toEqual([all.at(-1)]);
});

it.each([
  ["a name that does not exist", fixtures, { ...one, name: "nope" }, 'has no valid example "nope"'],
  ["a contract without examples", [], one, "has no valid examples"],
])("refuses %s", (_, given, choice, message) => {
  expect(() => chooseExamples(given, choice)).toThrow(
    expect.objectContaining({ name: "MisuseError", message: expect.stringContaining(message) }),
  );
});
