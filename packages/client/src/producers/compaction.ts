import type { CompactionFact } from "@codex-contracts/protocol/facts";
import { countOr, unixSeconds } from "../reducer/read/numbers.js";
import { type Clocks, systemClocks } from "./effects.js";

/** Why a context is compacted. */
export type CompactionCause = "manual" | "limit_before_turn" | "limit_in_turn" | "model_downshift";

/** How an attempt ended (P9): `interrupted` for an interrupted or aborted one, `failed` for any other error. */
export type CompactionEnd =
  | { readonly status: "completed" }
  | { readonly status: "interrupted" | "failed"; readonly error: string };

export interface CompactionStart {
  readonly thread_id: string;
  /** Turn that compacts: its own for a manual one, the new turn before which it runs otherwise. */
  readonly turn_id: string;
  readonly cause: CompactionCause;
  /** Size of the context at the start, tokens. */
  readonly activeContextTokens: number;
  /** Whether the provider compacts at an endpoint of its own. Default `false`: a local summary turn. */
  readonly remote?: boolean;
  readonly strategy?: CompactionFact["strategy"];
}

export interface CompactionAttempt {
  /**
   * The fact of the attempt; `activeContextTokens` is the size of the context at the end. Undefined when it was
   * asked for before: an attempt is reported once. One that is cut off from outside is simply never finished.
   */
  finish(end: CompactionEnd, activeContextTokens: number): CompactionFact | undefined;
}

type Cause = Pick<CompactionFact, "trigger" | "reason" | "phase">;

/** What the event says of each cause (P8). */
const CAUSES: { readonly [C in CompactionCause]: Cause } = {
  manual: { trigger: "manual", reason: "user_requested", phase: "standalone_turn" },
  limit_before_turn: { trigger: "auto", reason: "context_limit", phase: "pre_turn" },
  limit_in_turn: { trigger: "auto", reason: "context_limit", phase: "mid_turn" },
  model_downshift: { trigger: "auto", reason: "model_downshift", phase: "pre_turn" },
};

/** Begins to compact: takes the clocks and the size of the context (P9). */
export function startCompaction(start: CompactionStart, clocks: Clocks = systemClocks): CompactionAttempt {
  const startedAt = unixSeconds(clocks.wall());
  const since = clocks.monotonic();
  let finished = false;
  return {
    finish(end, activeContextTokens) {
      if (finished) return undefined;
      finished = true;
      return {
        fact: "compaction",
        thread_id: start.thread_id,
        turn_id: start.turn_id,
        trigger: CAUSES[start.cause].trigger,
        reason: CAUSES[start.cause].reason,
        implementation: start.remote === true ? "responses_compact" : "responses",
        phase: CAUSES[start.cause].phase,
        strategy: start.strategy ?? "memento",
        status: end.status,
        error: end.status === "completed" ? null : end.error,
        active_context_tokens_before: start.activeContextTokens,
        active_context_tokens_after: activeContextTokens,
        started_at: startedAt,
        completed_at: unixSeconds(clocks.wall()),
        duration_ms: countOr(Math.round(clocks.monotonic() - since), 0),
      };
    },
  };
}
