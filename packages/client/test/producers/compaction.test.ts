import { CompactionFact } from "@codex-contracts/protocol/facts";
import { expect, it } from "vitest";
import { startCompaction } from "../../src/producers/index.js";
import { manualClocks } from "./clocks.js";

const begin = { thread_id: "th", turn_id: "tu", activeContextTokens: 300_000 } as const;

it.each([
  ["manual", "manual", "user_requested", "standalone_turn"],
  ["limit_before_turn", "auto", "context_limit", "pre_turn"],
  ["limit_in_turn", "auto", "context_limit", "mid_turn"],
  ["model_downshift", "auto", "model_downshift", "pre_turn"],
] as const)("P8 cause %s is %s, %s, %s", (cause, trigger, reason, phase) => {
  const fact = startCompaction({ ...begin, cause }).finish({ status: "completed" }, 1);
  expect(fact).toMatchObject({ trigger, reason, phase, strategy: "memento", implementation: "responses" });
  expect(CompactionFact.is(fact)).toBe(true);
});

it("P8 a provider that compacts itself is told apart", () => {
  const attempt = startCompaction({ ...begin, cause: "manual", remote: true });
  expect(attempt.finish({ status: "completed" }, 1)?.implementation).toBe("responses_compact");
});

it("P9 clocks and size are taken at the beginning and at the end", () => {
  const clocks = manualClocks();
  const attempt = startCompaction({ ...begin, cause: "manual" }, clocks);
  clocks.advance(2_500.4);
  expect(attempt.finish({ status: "completed" }, 3_237)).toMatchObject({
    started_at: 1_777_000_000,
    completed_at: 1_777_000_002,
    duration_ms: 2_500,
    active_context_tokens_before: 300_000,
    active_context_tokens_after: 3_237,
    error: null,
  });
});

it.each(["interrupted", "failed"] as const)("P9 an attempt that %s holds the error", (status) => {
  const attempt = startCompaction({ ...begin, cause: "manual" });
  expect(attempt.finish({ status, error: "why" }, 1)).toMatchObject({ status, error: "why" });
});

it("P9 an attempt is reported once", () => {
  const attempt = startCompaction({ ...begin, cause: "manual" });
  attempt.finish({ status: "completed" }, 1);
  expect(attempt.finish({ status: "completed" }, 1)).toBeUndefined();
});
