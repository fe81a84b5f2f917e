import { randomUUID } from "node:crypto";
import type { GuardianReviewFact } from "@codex-contracts/protocol/facts";
import { countOr, unixSeconds } from "../reducer/read/numbers.js";
import { type Clocks, systemClocks } from "./effects.js";

/** What is to be reviewed. */
export type GuardianRequest = Pick<
  GuardianReviewFact,
  "thread_id" | "turn_id" | "target_item_id" | "approval_request_source" | "reviewed_action"
> & { readonly review_timeout_ms?: number };

/** The reviewer session that was chosen (P12). */
export type GuardianSession = Pick<
  GuardianReviewFact,
  "guardian_session_kind" | "guardian_reasoning_effort"
> & { readonly [K in "guardian_thread_id" | "guardian_model"]: string } & {
  readonly had_prior_review_context: boolean;
};

/** What the reviewer's turn cost once it completed (P12). */
export type GuardianTurn = Pick<
  GuardianReviewFact,
  | "time_to_first_token_ms"
  | "input_tokens"
  | "cached_input_tokens"
  | "output_tokens"
  | "reasoning_output_tokens"
  | "total_tokens"
>;

/** How a review ended (P11): a verdict with its assessment, or why there is none. */
export type GuardianEnd = GuardianVerdict | GuardianFailure;

export interface GuardianVerdict {
  readonly end: "allow" | "deny";
  readonly risk_level: NonNullable<GuardianReviewFact["risk_level"]>;
  readonly user_authorization: NonNullable<GuardianReviewFact["user_authorization"]>;
}

export interface GuardianFailure {
  readonly end: NonNullable<GuardianReviewFact["failure_reason"]>;
}

export interface GuardianReview {
  readonly review_id: string;
  /** A reviewer session was chosen; until then the event knows nothing of the reviewer. */
  sessionChosen(session: GuardianSession): void;
  /** The prompt was submitted; `truncated` when the text of the action had to be cut. */
  promptSubmitted(prompt: { readonly truncated: boolean }): void;
  /** The reviewer's turn completed, with whatever answer. */
  turnCompleted(turn: GuardianTurn): void;
  /** The fact of the review; undefined when it was asked for before: a review is reported once. */
  finish(end: GuardianEnd): GuardianReviewFact | undefined;
}

type Result = Pick<GuardianReviewFact, "decision" | "terminal_status" | "failure_reason" | "outcome">;

/** What the event says of each end (P11). */
const RESULTS: { readonly [E in GuardianEnd["end"]]: Result } = {
  allow: { decision: "approved", terminal_status: "approved", failure_reason: null, outcome: "allow" },
  deny: { decision: "denied", terminal_status: "denied", failure_reason: null, outcome: "deny" },
  timeout: { decision: "denied", terminal_status: "timed_out", failure_reason: "timeout", outcome: null },
  cancelled: { decision: "aborted", terminal_status: "aborted", failure_reason: "cancelled", outcome: null },
  prompt_build_error: failedClosed("prompt_build_error"),
  session_error: failedClosed("session_error"),
  parse_error: failedClosed("parse_error"),
};

function failedClosed(failure_reason: GuardianFailure["end"]): Result {
  return { decision: "denied", terminal_status: "failed_closed", failure_reason, outcome: null };
}

const NO_SESSION = {
  guardian_thread_id: null,
  guardian_session_kind: null,
  guardian_model: null,
  guardian_reasoning_effort: null,
  had_prior_review_context: null,
};

const NO_TURN: GuardianTurn = {
  time_to_first_token_ms: null,
  input_tokens: null,
  cached_input_tokens: null,
  output_tokens: null,
  reasoning_output_tokens: null,
  total_tokens: null,
};

/** How long Codex gives a review, ms. */
const TIMEOUT_MS = 90_000;

export interface GuardianEffects extends Clocks {
  /** A random id. */
  readonly randomId: () => string;
}

const SYSTEM: GuardianEffects = { ...systemClocks, randomId: () => randomUUID() };

/** Tracks an approval review from the request on (P12); what becomes known is told as it happens. */
export function trackGuardianReview(
  request: GuardianRequest,
  effects: GuardianEffects = SYSTEM,
): GuardianReview {
  const review_id = effects.randomId();
  const startedAt = unixSeconds(effects.wall());
  const since = effects.monotonic();
  let session: Pick<GuardianReviewFact, keyof typeof NO_SESSION> = NO_SESSION;
  let turn = NO_TURN;
  let truncated = false;
  let finished = false;
  return {
    review_id,
    sessionChosen(chosen) {
      session = chosen;
    },
    promptSubmitted(prompt) {
      truncated = prompt.truncated;
    },
    turnCompleted(completed) {
      turn = completed;
    },
    finish(end) {
      if (finished) return undefined;
      finished = true;
      const verdict = "risk_level" in end ? end : undefined;
      const { decision, terminal_status, failure_reason, outcome } = RESULTS[end.end];
      return {
        fact: "guardian_review",
        thread_id: request.thread_id,
        turn_id: request.turn_id,
        review_id,
        target_item_id: request.target_item_id,
        approval_request_source: request.approval_request_source,
        reviewed_action: request.reviewed_action,
        reviewed_action_truncated: truncated,
        decision,
        terminal_status,
        failure_reason,
        risk_level: verdict?.risk_level ?? null,
        user_authorization: verdict?.user_authorization ?? null,
        outcome,
        guardian_thread_id: session.guardian_thread_id,
        guardian_session_kind: session.guardian_session_kind,
        guardian_model: session.guardian_model,
        guardian_reasoning_effort: session.guardian_reasoning_effort,
        had_prior_review_context: session.had_prior_review_context,
        review_timeout_ms: request.review_timeout_ms ?? TIMEOUT_MS,
        tool_call_count: null,
        time_to_first_token_ms: turn.time_to_first_token_ms,
        completion_latency_ms: countOr(Math.round(effects.monotonic() - since), 0),
        started_at: startedAt,
        completed_at: unixSeconds(effects.wall()),
        input_tokens: turn.input_tokens,
        cached_input_tokens: turn.cached_input_tokens,
        output_tokens: turn.output_tokens,
        reasoning_output_tokens: turn.reasoning_output_tokens,
        total_tokens: turn.total_tokens,
      };
    },
  };
}
