import type { Fact } from "../facts/fact.js";
import type { Notice, NoticeHandler } from "./notice.js";
import { items, type Members, members, seconds, text } from "./read.js";
import { resolvedConfig } from "./resolved-config.js";
import { turnOf, type WireSession, type WireThread, type WireTurn } from "./session.js";
import { mentionSkills, pickUpSkills } from "./skill-facts.js";
import { NO_TOKENS } from "./tokens.js";
import { endCompaction } from "./turn-notices.js";

/** Notifications about the items of a turn. */
export const ITEM_NOTICES: Readonly<Record<string, NoticeHandler>> = {
  "item/started": (session, notice) => onItem(session, notice, STARTED),
  "item/completed": (session, notice) => onItem(session, notice, COMPLETED),
};

type ItemHandler = (session: WireSession, turn: WireTurn, item: Members, at: number) => readonly Fact[];

const STARTED: Readonly<Record<string, ItemHandler>> = {
  contextCompaction: startCompaction,
  commandExecution: pickUpSkills,
};
const COMPLETED: Readonly<Record<string, ItemHandler>> = {
  contextCompaction: (session, turn, _, at) => endCompaction(session, turn, at, null),
  collabAgentToolCall: spawnAgents,
};

function onItem(
  session: WireSession,
  { params, at }: Notice,
  handlers: Readonly<Record<string, ItemHandler>>,
): readonly Fact[] {
  const threadId = text(params["threadId"]);
  const turnId = text(params["turnId"]);
  const item = members(params["item"]);
  const type = text(item["type"]);
  if (threadId === undefined || turnId === undefined || type === undefined) return [];
  const turn = turnOf(session, turnId, threadId);
  const resolved =
    type === "contextCompaction" ? [] : [...mentionSkills(session, turn), ...resolve(session, turn)];
  const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
  return [...resolved, ...(handler?.(session, turn, item, at) ?? [])];
}

/** The first item beside a compaction shows that a turn has passed its hooks and goes to the model (P1). */
function resolve(session: WireSession, turn: WireTurn): readonly Fact[] {
  const thread = session.threads.get(turn.threadId);
  if (turn.resolved) return [];
  turn.resolved = true;
  if (thread !== undefined) thread.lastModel = turn.settings?.model;
  if (turn.input === undefined || turn.settings === undefined || thread === undefined) return [];
  const config = resolvedConfig(thread, turn.id, turn.input, turn.settings);
  thread.fresh = false;
  return [config];
}

/** Why a context is compacted, and where (P8). */
function startCompaction(session: WireSession, turn: WireTurn, _: Members, at: number): readonly Fact[] {
  const thread = session.threads.get(turn.threadId);
  if (thread === undefined) return [];
  const start = { startedAt: at, context: thread.context };
  if (thread.toCompact && turn.input === undefined) {
    thread.toCompact = false;
    turn.compaction = { ...start, trigger: "manual", reason: "user_requested", phase: "standalone_turn" };
  } else if (turn.resolved) {
    turn.compaction = { ...start, trigger: "auto", reason: "context_limit", phase: "mid_turn" };
  } else {
    const reason = hasLessRoom(thread, turn) ? "model_downshift" : "context_limit";
    turn.compaction = { ...start, trigger: "auto", reason, phase: "pre_turn" };
  }
  return [];
}

/** Of the room that the wire tells, 95 % of what a model has, Codex leaves off at 90 % of it unless configured. */
const LIMIT = 0.9 / 0.95;

/** The wire does not tell how much room the next model has: it has less when the context was not full for the last. */
function hasLessRoom({ lastModel, context, room }: WireThread, { settings }: WireTurn): boolean {
  return lastModel !== undefined && settings?.model !== lastModel && context < room * LIMIT;
}

/** A child counts with the name of the client that its parent was worked with by (P13). */
function spawnAgents(session: WireSession, turn: WireTurn, item: Members, at: number): readonly Fact[] {
  const parent = session.threads.get(turn.threadId);
  const { client } = session;
  if (item["tool"] !== "spawnAgent" || parent === undefined || client === undefined) return [];
  return items(item["receiverThreadIds"]).flatMap((each): Fact[] => {
    const id = text(each);
    if (id === undefined || session.threads.has(id)) return [];
    const settings = {
      ...parent.settings,
      model: text(item["model"]) ?? turn.settings?.model ?? parent.settings.model,
    };
    const source = { subAgent: { thread_spawn: { parent_thread_id: parent.id } } };
    session.threads.set(id, {
      id,
      provider: parent.provider,
      ephemeral: parent.ephemeral,
      source,
      settings,
      fresh: true,
      attended: parent.attended,
      toCompact: false,
      total: NO_TOKENS,
      context: 0,
      room: 0,
      lastModel: undefined,
    });
    if (!parent.attended) return [];
    return [
      {
        fact: "subagent_thread_started",
        thread_id: id,
        parent_thread_id: null,
        product_client_id: client.name,
        client_name: client.name,
        client_version: client.version,
        model: settings.model,
        ephemeral: parent.ephemeral,
        subagent_source: source.subAgent,
        created_at: seconds(at),
      },
    ];
  });
}
