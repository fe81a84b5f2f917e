import { EventType } from "@codex-contracts/protocol/catalogue";
import { createIngest, type JudgedEvent, openDuckDbStore } from "@codex-contracts/server/store";
import { type Told, tellStory } from "./story.js";

const minute = 60_000;

/** Puts a story into the store of a folder, with failures of several kinds, before a server is started on it. */
export async function fillStore(folder: string, end: number, rounds?: number): Promise<void> {
  const store = openDuckDbStore({ folder });
  await store.migrate();
  const ingest = createIngest(store);
  const told = [...tellStory(end, rounds), ...failures(end)].toSorted((a, b) => a.at - b.at);
  await ingest(told.map(entryOf));
  await store.write(outdated(end));
  await store.close();
}

/** A group that breaks no contract of this version: an older one had put it into quarantine. */
export const outdatedThread = "01a1f842-ffff-7000-8000-00000000dead";

function outdated(end: number) {
  return [3, 2, 1].map((minutes) => {
    const event = hookRun({ hook_name: "Stop" });
    const judged: JudgedEvent = {
      key: `outdated:${minutes}`,
      verdict: "quarantined",
      eventType: EventType.HookRunEvent,
      event,
      issues: [{ path: "/event_params/hook_name", code: "enum", expected: 'one of "SessionStart"' }],
      unknownKeys: [],
    };
    return {
      receivedAt: end - minutes * minute,
      position: `outdated:${minutes}`,
      streams: ["outdated"],
      judge: () => [judged],
    };
  });
}

export function hookRun(params: object): unknown {
  return {
    event_type: EventType.HookRunEvent,
    event_params: {
      thread_id: outdatedThread,
      turn_id: "01a1f842-ffff-7000-8000-00000000beef",
      model_slug: "gpt-5.3-codex",
      hook_name: "PreToolUse",
      hook_source: "user",
      status: "completed",
      ...params,
    },
  };
}

function failures(end: number): Told[] {
  const turn = Object(
    tellStory(end, 1).find(({ event }) => Object(event).event_type === EventType.TurnEvent)?.event,
  );
  const { submission_type: _, ...params } = turn.event_params;
  const broken = { ...turn, event_params: { ...params, status: "finished", total_tokens: 812.5 } };
  return [
    ...[48, 31, 17, 9, 4].map((minutes) => ({ at: end - minutes * minute, event: broken })),
    ...[44, 21].map((minutes) => ({ at: end - minutes * minute, event: hookRun({ status: "crashed" }) })),
    { at: end - 12 * minute, event: hookRun({ session_id: "a name that the contract does not know" }) },
    {
      at: end - 2 * minute,
      event: { event_type: "codex_worktree_created", event_params: { thread_id: "t" } },
    },
  ];
}

function entryOf({ at, event }: Told, index: number) {
  return {
    key: `story-${index}`,
    receivedAt: at,
    meta: { token: null, user_agent: null, originator: null, event_keys: null },
    body: Buffer.from(JSON.stringify({ events: [event] })),
    position: String(index),
    deliveries: 1,
  };
}
