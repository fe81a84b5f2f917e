import type { Fact } from "../facts/fact.js";
import { hookRunOf } from "./hook.js";
import type { Notice, NoticeHandler } from "./notice.js";
import { count, members, seconds, text } from "./read.js";
import { turnOf, type WireSession, type WireTurn } from "./session.js";
import { mentionSkills } from "./skill-facts.js";
import { spent, tokensOf } from "./tokens.js";

/** Notifications about threads and turns. */
export const TURN_NOTICES: Readonly<Record<string, NoticeHandler>> = {
  "turn/started": startTurn,
  "turn/completed": completeTurn,
  "thread/tokenUsage/updated": countTokens,
  "thread/closed": unload,
  "thread/archived": unload,
  "thread/status/changed": changeStatus,
  "hook/started": startHook,
  "hook/completed": completeHook,
};

function startTurn(session: WireSession, notice: Notice): readonly Fact[] {
  const turn = turnOfParams(session, notice);
  if (turn === undefined) return [];
  const thread = session.threads.get(turn.threadId);
  if (thread !== undefined) turn.before = thread.total;
  return notification(notice);
}

/** What a turn cost is told before its end, but not of one that was interrupted (P2, P3). */
function completeTurn(session: WireSession, notice: Notice): readonly Fact[] {
  const turn = turnOfParams(session, notice);
  if (turn === undefined) return [];
  session.turns.delete(turn.id);
  const { status, error } = members(notice.params["turn"]);
  const facts: Fact[] = [];
  if (turn.compaction !== undefined && status === "failed")
    facts.push(...endCompaction(session, turn, notice.at, text(members(error)["message"]) ?? ""));
  const thread = session.threads.get(turn.threadId);
  if (thread !== undefined && turn.input !== undefined && status !== "interrupted")
    facts.push({
      fact: "turn_token_usage",
      turn_id: turn.id,
      thread_id: turn.threadId,
      ...spent(turn.before, thread.total),
    });
  return [...facts, ...notification(notice)];
}

/**
 * A compaction that has ended, with the text of its error when it failed (P8, P9). Empty for a thread that was
 * not opened on this wire.
 */
export function endCompaction(
  session: WireSession,
  turn: WireTurn,
  at: number,
  error: string | null,
): readonly Fact[] {
  const { compaction, threadId } = turn;
  const thread = session.threads.get(threadId);
  turn.compaction = undefined;
  if (compaction === undefined || thread === undefined) return [];
  const remote = session.options.compactingProviders.includes(thread.provider);
  return [
    {
      fact: "compaction",
      thread_id: threadId,
      turn_id: turn.id,
      trigger: compaction.trigger,
      reason: compaction.reason,
      implementation: remote ? "responses_compact" : "responses",
      phase: compaction.phase,
      strategy: "memento",
      status: error === null ? "completed" : "failed",
      error,
      active_context_tokens_before: compaction.context,
      active_context_tokens_after: thread.context,
      started_at: seconds(compaction.startedAt),
      completed_at: seconds(at),
      duration_ms: count(at - compaction.startedAt),
    },
  ];
}

function countTokens({ threads }: WireSession, { params }: Notice): readonly Fact[] {
  const thread = threads.get(text(params["threadId"]) ?? "");
  const { total, last, modelContextWindow } = members(params["tokenUsage"]);
  if (thread !== undefined) {
    thread.total = tokensOf(total);
    thread.context = tokensOf(last).total_tokens;
    thread.room = count(modelContextWindow);
  }
  return [];
}

function unload({ threads }: WireSession, { params }: Notice): readonly Fact[] {
  threads.delete(text(params["threadId"]) ?? "");
  return [];
}

function changeStatus(session: WireSession, notice: Notice): readonly Fact[] {
  return members(notice.params["status"])["type"] === "notLoaded" ? unload(session, notice) : [];
}

/** The skills of a turn are told before its first hook runs. */
function startHook(session: WireSession, { params }: Notice): readonly Fact[] {
  const turn = session.turns.get(text(params["turnId"]) ?? "");
  return turn === undefined ? [] : mentionSkills(session, turn);
}

function completeHook(session: WireSession, { params }: Notice): readonly Fact[] {
  const run = hookRunOf(params["run"]);
  const threadId = text(params["threadId"]);
  const turnId = text(params["turnId"]);
  if (run === undefined || threadId === undefined || turnId === undefined) return [];
  const settings = session.turns.get(turnId)?.settings ?? session.threads.get(threadId)?.settings;
  const tracking = { model_slug: settings?.model ?? "", thread_id: threadId, turn_id: turnId };
  return [{ fact: "hook_run", tracking, ...run }];
}

function turnOfParams(session: WireSession, { params }: Notice): WireTurn | undefined {
  const threadId = text(params["threadId"]);
  const id = text(members(params["turn"])["id"]);
  return threadId === undefined || id === undefined ? undefined : turnOf(session, id, threadId);
}

function notification({ method, params }: Notice): readonly Fact[] {
  return [{ fact: "notification", notification: { method, params } }];
}
