import type { Fact } from "../facts/fact.js";
import { resultOf, reviewedActionOf, UNTOLD } from "./guardian.js";
import type { Notice, NoticeHandler } from "./notice.js";
import { count, seconds, text } from "./read.js";
import { turnOf, type WireSession } from "./session.js";

/** Notifications about reviews of the automatic reviewer. */
export const REVIEW_NOTICES: Readonly<Record<string, NoticeHandler>> = {
  "item/autoApprovalReview/started": start,
  "item/autoApprovalReview/completed": complete,
};

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
      reviewed_action,
      ...result,
      ...UNTOLD,
      completion_latency_ms: count(notice.at - startedAt),
      started_at: seconds(startedAt),
      completed_at: seconds(notice.at),
    },
  ];
}
