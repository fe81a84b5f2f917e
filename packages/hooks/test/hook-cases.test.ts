import * as inputs from "@codex-contracts/protocol/hooks";
import { describe, expect, it } from "vitest";
import { judgeHookRun } from "../src/judge.js";
import { behaviours, elsewhere, newer } from "./behaviours.js";
import { type HookCase, hookCases } from "./recorded.js";

const outputs = hookCases.filter(({ kind }) => kind === "output");
const requests = hookCases.filter(({ kind }) => kind === "input");
const rest = hookCases.filter(({ kind }) => kind === "behaviour");

describe("outputs", () => {
  it.each(outputs)("$name", ({ hook, value, expect: wanted }) => {
    if (hook === "any") throw new Error("an output belongs to an event");
    const { exit_code: exitCode, error, ...texts } = value;
    const judgement = judgeHookRun({
      event: hook,
      exitCode,
      ...texts,
      ...(error === undefined ? {} : { error }),
    });
    const got = {
      status: judgement.status,
      entries: judgement.entries,
      decision: judgement.decision,
      should_block: judgement.shouldBlock,
      block_reason: judgement.blockReason,
      should_stop: judgement.shouldStop,
      stop_reason: judgement.stopReason,
      additional_contexts: judgement.additionalContexts,
      feedback: judgement.feedback,
    };
    for (const [key, answer] of Object.entries(got))
      if (key in wanted) expect(answer, key).toEqual(wanted[key]);
  });
});

describe("requests", () => {
  it.each(requests)("$name", ({ hook, value, expect: wanted }) => {
    const contract = Object.entries(inputs).find(([name]) => name === `${hook}HookInput`)?.[1];
    if (typeof contract !== "object" || !("is" in contract)) throw new Error(`${hook} has no contract`);
    expect(contract.is(value)).toBe(wanted.schema_valid);
  });
});

describe("behaviour", () => {
  const here = rest.filter(({ name }) => !(name in elsewhere) && !newer.includes(name));
  it.each(here)("$name", (given) => {
    const [, check] = behaviours.find(([names]) => names.test(given.name)) ?? [];
    if (check === undefined) throw new Error(`nobody checks ${given.name}`);
    check(given);
  });
});

describe("what is not checked here", () => {
  const names = new Set(rest.map(({ name }) => name));
  it.each(newer)("%s is newer than 0.125, or was never merged", (name) => expect(names).toContain(name));
  it.each(Object.entries(elsewhere))("%s: %s", (name) => expect(names).toContain(name));
  it("leaves no other case out", () => {
    const counted: readonly HookCase[] = [...outputs, ...requests, ...rest];
    expect(counted.length).toBe(hookCases.length);
  });
});
