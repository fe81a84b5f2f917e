import type { Fact } from "../facts/fact.js";
import { resultOf, reviewedActionOf } from "./guardian.js";
import type { Notice, NoticeHandler } from "./notice.js";
import { count, seconds, text } from "./read.js";
import { turnOf, type WireSession } from "./session.js";

/** Notifications about reviews of the automatic reviewer. */
export const REVIEW_NOTICES: Readonly<Record<string, NoticeHandler>> = {
  "item/autoApprovalReview/started": start,
  "item/autoApprovalReview/completed": complete,
};

/** What Codex gives a review. */
const REVIEW_TIMEOUT_MS = 90_000;

interface Place {
  readonly threadId: string;
  readonly turnId: string;
  readonly reviewId: string;
}

function placeOf({ params }: Notice): Place | undefined {
  const threadId = text(params["threadId"]);
  const turnId = text(params["turnId"]);
  const reviewId = text(params["reviewId"]);
  if (threadId === undefined || turnId === undefined || reviewId === undefined) return undefined;
  return { threadId, turnId, reviewId };
}

function start(session: WireSession, notice: Notice): readonly Fact[] {
  const place = placeOf(notice);
  if (place !== undefined)
    turnOf(session, place.turnId, place.threadId).reviews.set(place.reviewId, notice.at);
  return [];
}

/** What the wire does not tell is null, as for a review that ended before it had a reviewer. */
function complete(session: WireSession, notice: Notice): readonly Fact[] {
  const place = placeOf(notice);
  const result = resultOf(notice.params["review"]);
  const reviewed_action = reviewedActionOf(notice.params["action"]);
  if (place === undefined || result === undefined || reviewed_action === undefined) return [];
  const { threadId, turnId, reviewId } = place;
  const { reviews } = turnOf(session, turnId, threadId);
  const startedAt = reviews.get(reviewId) ?? notice.at;
  reviews.delete(reviewId);
  return [
    {
      fact: "guardian_review",
      thread_id: threadId,
      turn_id: turnId,
      review_id: reviewId,
      target_item_id: text(notice.params["targetItemId"]) ?? null,
      approval_request_source: "main_turn",
      reviewed_action,
      reviewed_action_truncated: false,
      ...result,
      guardian_thread_id: null,
      guardian_session_kind: null,
      guardian_model: null,
      guardian_reasoning_effort: null,
      had_prior_review_context: null,
      review_timeout_ms: REVIEW_TIMEOUT_MS,
      tool_call_count: null,
      time_to_first_token_ms: null,
      completion_latency_ms: count(notice.at - startedAt),
      started_at: seconds(startedAt),
      completed_at: seconds(notice.at),
      input_tokens: null,
      cached_input_tokens: null,
      output_tokens: null,
      reasoning_output_tokens: null,
      total_tokens: null,
    },
  ];
}
