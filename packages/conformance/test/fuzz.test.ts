import { performance } from "node:perf_hooks";
import type { Contract } from "@codex-contracts/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTRACTS } from "../src/contract-table.js";
import { duel } from "../src/fuzz/duel.js";
import { smallest } from "../src/fuzz/smallest.js";
import { acceptPath } from "../src/judges/accept-path.js";
import { ajvAtRunTime } from "../src/judges/ajv-at-run-time.js";
import { ajvStandalone } from "../src/judges/ajv-standalone.js";
import { explainerJudge, explainers } from "../src/judges/explainer.js";
import { publishedSchema } from "../src/judges/published-schema.js";

/** Another seed makes other values, more values a longer run: `FUZZ_SEED=7 FUZZ_VALUES=100000000`. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 125);
const VALUES = Number(process.env["FUZZ_VALUES"] ?? 1_000_000);

const lengths = CONTRACTS.reduce((sum, { contract }) => sum + lengthOf(contract), 0);

/** A contract gets as many of the values as its schema is long. */
function share(contract: Contract<unknown>): number {
  return Math.ceil((VALUES * lengthOf(contract)) / lengths);
}

function lengthOf({ schema }: Contract<unknown>): number {
  return JSON.stringify(schema).length;
}

const explain = await explainers();
const total = { values: 0, accepted: 0, started: performance.now() };

beforeAll(() => {
  total.started = performance.now();
});

afterAll(() => {
  const seconds = ((performance.now() - total.started) / 1000).toFixed(1);
  console.info(
    `fuzz: seed ${SEED}, ${total.values} values of ${CONTRACTS.length} contracts, ${total.accepted} of them accepted, ${seconds} s`,
  );
});

describe.each(CONTRACTS)("$id", (row) => {
  const { id, contract } = row;

  it("is judged alike by its accept path, its explainer and Ajv, as producers and as consumers read it", async () => {
    const ours = acceptPath(contract);
    const consumer = {
      name: "Ajv on the consumer schema",
      accepts: ajvAtRunTime(publishedSchema(`${id}.consumer`)).accepts,
    };
    const pairs = [
      { name: "producer reading", ours, theirs: await ajvStandalone(id) },
      { name: "producer reading", ours, theirs: explainerJudge(explain[id]), every: 2 },
      { name: "consumer reading", ours: acceptPath(contract.consumer), theirs: consumer, every: 4 },
    ];
    const outcome = duel(row, { pairs, seed: SEED, values: share(contract) });
    total.values += outcome.values;
    total.accepted += outcome.accepted;
    expect(outcome.disagreement).toBeUndefined();
    expect(outcome.accepted / outcome.values, "values on both sides of the line").toSatisfy(
      (share: number) => share > 0.1 && share < 0.9,
    );
  });
});

describe("a disagreement", () => {
  const [row] = CONTRACTS;

  it("ends the duel and names contract, seed and verdicts", () => {
    const ours = { name: "lenient", accepts: () => true };
    const theirs = { name: "strict", accepts: (value: unknown) => !Array.isArray(value) };
    const outcome = row && duel(row, { pairs: [{ name: "a pair", ours, theirs }], seed: 1, values: 10_000 });
    expect(outcome?.disagreement).toBe(`${row?.id}, a pair, seed 1: lenient accepts, strict refuses:\n[]`);
  });

  it("is shown by the smallest value that shows it", () => {
    const value = { a: 1, b: [{ c: "text" }, 2], d: "text" };
    expect(smallest(value, (each) => JSON.stringify(each).includes("c"))).toEqual({ b: [{ c: "" }] });
  });
});
