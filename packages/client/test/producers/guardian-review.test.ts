import { GuardianReviewFact } from "@codex-contracts/protocol/facts";
import { expect, it } from "vitest";
import { type GuardianEnd, trackGuardianReview } from "../../src/producers/index.js";
import { manualClocks } from "./clocks.js";

const request = {
  thread_id: "th",
  turn_id: "tu",
  target_item_id: "c1",
  approval_request_source: "main_turn",
  reviewed_action: { type: "apply_patch" },
} as const;
const session = {
  guardian_thread_id: "g",
  guardian_session_kind: "trunk_new",
  guardian_model: "codex-auto-review",
  guardian_reasoning_effort: "low",
  had_prior_review_context: false,
} as const;
const turn = {
  time_to_first_token_ms: 86,
  input_tokens: 10,
  cached_input_tokens: 2,
  output_tokens: 5,
  reasoning_output_tokens: 1,
  total_tokens: 15,
};
const assessed = { risk_level: "high", user_authorization: "low" } as const;
const NO_ASSESSMENT = { risk_level: null, user_authorization: null, outcome: null };

const ends: readonly (readonly [GuardianEnd, object])[] = [
  [
    { end: "allow", ...assessed },
    {
      decision: "approved",
      terminal_status: "approved",
      failure_reason: null,
      ...assessed,
      outcome: "allow",
    },
  ],
  [
    { end: "deny", ...assessed },
    { decision: "denied", terminal_status: "denied", failure_reason: null, ...assessed, outcome: "deny" },
  ],
  [
    { end: "timeout" },
    { decision: "denied", terminal_status: "timed_out", failure_reason: "timeout", ...NO_ASSESSMENT },
  ],
  [
    { end: "cancelled" },
    { decision: "aborted", terminal_status: "aborted", failure_reason: "cancelled", ...NO_ASSESSMENT },
  ],
  [
    { end: "prompt_build_error" },
    {
      decision: "denied",
      terminal_status: "failed_closed",
      failure_reason: "prompt_build_error",
      ...NO_ASSESSMENT,
    },
  ],
  [
    { end: "session_error" },
    {
      decision: "denied",
      terminal_status: "failed_closed",
      failure_reason: "session_error",
      ...NO_ASSESSMENT,
    },
  ],
  [
    { end: "parse_error" },
    { decision: "denied", terminal_status: "failed_closed", failure_reason: "parse_error", ...NO_ASSESSMENT },
  ],
];

it.each(ends)("P11 %j", (end, expected) => {
  const fact = trackGuardianReview(request).finish(end);
  expect(fact).toMatchObject(expected);
  expect(GuardianReviewFact.safeParse(fact).ok).toBe(true);
});

it("P12 nothing is known of the reviewer before its session was chosen, nor cut before the prompt was submitted", () => {
  expect(trackGuardianReview(request).finish({ end: "cancelled" })).toMatchObject({
    guardian_thread_id: null,
    guardian_session_kind: null,
    guardian_model: null,
    guardian_reasoning_effort: null,
    had_prior_review_context: null,
    reviewed_action_truncated: false,
    time_to_first_token_ms: null,
    total_tokens: null,
  });
});

it("P12 what became known is in the fact, also without verdict", () => {
  const review = trackGuardianReview(request);
  review.sessionChosen(session);
  review.promptSubmitted({ truncated: true });
  review.turnCompleted(turn);
  expect(review.finish({ end: "parse_error" })).toMatchObject({
    ...session,
    ...turn,
    reviewed_action_truncated: true,
  });
});

it("P12 the latency is that of the monotonic clock from request to report", () => {
  const clocks = manualClocks();
  const review = trackGuardianReview({ ...request, review_timeout_ms: 7 }, clocks);
  clocks.advance(1_999.6);
  expect(review.finish({ end: "timeout" })).toMatchObject({
    review_id: review.review_id,
    started_at: 1_777_000_000,
    completed_at: 1_777_000_001,
    completion_latency_ms: 2_000,
    review_timeout_ms: 7,
  });
});

it("P12 a review has a random id and 90 s unless told otherwise, and is reported once", () => {
  const [one, two] = [trackGuardianReview(request), trackGuardianReview(request)];
  expect(one.review_id).not.toBe(two.review_id);
  expect(one.finish({ end: "timeout" })?.review_timeout_ms).toBe(90_000);
  expect(one.finish({ end: "cancelled" })).toBeUndefined();
});
