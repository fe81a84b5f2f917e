import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { TurnEvent, TurnMetadata } from "@codex-contracts/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBER, plantEverywhere } from "../src/canaries/plant.js";
import { saidAbout } from "../src/canaries/said.js";
import { CONTRACTS } from "../src/contract-table.js";
import { examplesOf } from "../src/corpus/examples.js";
import type { Json } from "../src/json.js";

/** What makes a key odd: it could not be the name of a field. */
const ODDITIES = [
  " ",
  "/",
  "~1",
  "-",
  ".",
  "*",
  '"',
  "\\",
  "'",
  "\n",
  "\u0000",
  "é",
  "名",
  "\u{1f426}",
  "\u202e",
  "$",
  "[0]",
  "x".repeat(80),
];
const oddities = fc
  .array(fc.constantFrom(...ODDITIES), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));
/** The part that is looked for: unique, and the same however it is escaped. */
const SONG = "tirili4f7b";
const isHeard = (said: string) => said.includes(SONG) || said.includes(String(NUMBER));
const canary = fc.tuple(oddities, oddities).map(([before, after]) => `${before}${SONG}${after}`);

describe.each(CONTRACTS)("$id", ({ id, contract }) => {
  const singing = (message: unknown, planted: string): string[] =>
    // Messages of a contract are JSON.
    [...plantEverywhere(message as Json, planted)]
      .filter(({ value }) => isHeard(saidAbout(contract, value)))
      .map(({ name }) => name);

  it("repeats nothing of its valid examples", () => {
    const examples = examplesOf(id)
      .filter(({ kind }) => kind === "valid")
      .map(({ value }) => value);
    const quiet = (message: unknown, planted: string) => void expect(singing(message, planted)).toEqual([]);
    fc.assert(fc.property(fc.constantFrom(...examples), canary, quiet), { numRuns: 5, seed: 125 });
  });

  it("repeats nothing of any message", () => {
    const quiet = (message: unknown, planted: string) => void expect(singing(message, planted)).toEqual([]);
    fc.assert(fc.property(arbitraryOf(contract), canary, quiet), { numRuns: 5, seed: 125 });
  });
});

it.each([{ [SONG]: 1 }, { workspaces: { [SONG]: { [SONG.slice(1)]: 1 } } }, { workspaces: { [SONG]: 1 } }])(
  "keys of open maps are content, even when they look like names of fields: %j",
  (metadata) => expect(saidAbout(TurnMetadata, metadata)).not.toContain(SONG),
);

describe("the search", () => {
  const [message] = examplesOf("analytics/codex-turn-event").map(({ value }) => value as Json);

  it("hides a canary in every member, and beside them", () => {
    const places = [...plantEverywhere({ a: [1], b: {} }, "c")].map(({ name }) => name);
    expect(places).toContain("/a /0 as text");
    expect(places).toContain("/b beside the members");
  });

  it("would hear a name that looks like a field, which issues do tell", () => {
    const said = [...plantEverywhere(message ?? null, SONG)].map(({ value }) => saidAbout(TurnEvent, value));
    expect(said.some(isHeard)).toBe(true);
  });
});
