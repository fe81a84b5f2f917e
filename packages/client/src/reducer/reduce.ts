import type { Fact, FactName } from "../facts/fact.js";
import { GATED_FACTS } from "../facts/gated-facts.js";
import type { Evicted } from "./caches/cache.js";
import { errorResponse } from "./handlers/error-response.js";
import type { Handler } from "./handlers/handler.js";
import { initialize } from "./handlers/initialize.js";
import { notification } from "./handlers/notification.js";
import { request } from "./handlers/request.js";
import { response } from "./handlers/response.js";
import { compaction, guardianReview, subagentThreadStarted } from "./handlers/thread-facts.js";
import { turnGitMetadata, turnResolvedConfig, turnTokenUsage } from "./handlers/turn-facts.js";
import {
  appsMentioned,
  appUsed,
  hookRun,
  pluginStateChanged,
  pluginUsed,
  skillsInvoked,
} from "./handlers/use-facts.js";
import type { CacheName } from "./initial-state.js";
import { type Outcome, quiet, warns } from "./outcome.js";
import type { State } from "./state.js";
import { malformed, type Warning } from "./warning.js";

const HANDLERS: { readonly [Name in FactName]: Handler<Name> } = {
  initialize,
  request,
  response,
  error_response: errorResponse,
  notification,
  subagent_thread_started: subagentThreadStarted,
  compaction,
  guardian_review: guardianReview,
  turn_resolved_config: turnResolvedConfig,
  turn_token_usage: turnTokenUsage,
  turn_git_metadata: turnGitMetadata,
  skills_invoked: skillsInvoked,
  apps_mentioned: appsMentioned,
  app_used: appUsed,
  hook_run: hookRun,
  plugin_used: pluginUsed,
  plugin_state_changed: pluginStateChanged,
};

/**
 * Takes one fact and says what follows: the next state, the events that leave, in order, and warnings. Pure:
 * the same state, fact and clock give the same, and the state given stays valid. Never throws; what is no fact
 * is a warning and changes nothing. Facts and events are values: nobody changes one afterwards. `clock` is the
 * time at which the fact is reduced, Unix ms.
 */
export function reduce(state: State, fact: Fact, clock: number): Outcome {
  try {
    const outcome = handle(state, fact, clock);
    return outcome.state === state ? outcome : withEvictions(state, outcome);
  } catch {
    return warns(state, malformed(nameOf(fact)));
  }
}

// Looked up by words that were just parsed: a map compares those faster than an object finds them.
const BY_NAME: ReadonlyMap<string, AnyHandler> = new Map<string, AnyHandler>(Object.entries(HANDLERS));
/** A handler of some fact; which one only its name tells. */
type AnyHandler = (state: State, fact: never, now: number) => Outcome;

function handle(state: State, fact: Fact, clock: number): Outcome {
  if (!state.settings.generalAnalytics && GATED_FACTS.has(fact.fact)) return gated(state, fact);
  // The table pairs each name with the handler of its fact.
  const handler = BY_NAME.get(fact.fact) as ((state: State, fact: Fact, now: number) => Outcome) | undefined;
  return handler === undefined ? warns(state, malformed(undefined)) : handler(state, fact, clock);
}

/** Behind the switch nothing is taken but the name of the process, which is none of analytics' (D11, P14). */
function gated(state: State, fact: Fact): Outcome {
  return quiet(
    fact.fact === "initialize" && state.originator === null
      ? { ...state, originator: fact.params.clientInfo.name }
      : state,
  );
}

function nameOf(fact: Fact | undefined | null): FactName | undefined {
  const name = fact?.fact;
  return name !== undefined && BY_NAME.has(name) ? name : undefined;
}

const CACHES: readonly CacheName[] = ["turns", "requests", "threads", "connections"];

/** Adds what the caches let go (R41). */
function withEvictions(before: State, outcome: Outcome): Outcome {
  const { state, warnings } = outcome;
  if (
    state.turns.evicted === before.turns.evicted &&
    state.requests.evicted === before.requests.evicted &&
    state.threads.evicted === before.threads.evicted &&
    state.connections.evicted === before.connections.evicted
  )
    return outcome;
  const evicted = CACHES.filter((name) => state[name].evicted !== before[name].evicted);
  const more = evicted.map((name) => evictedWarning(name, before[name].evicted, state[name].evicted));
  return { ...outcome, warnings: [...warnings, ...more] };
}

function evictedWarning(cache: CacheName, before: Evicted, after: Evicted): Warning {
  const byCount = after.byCount - before.byCount;
  const count = byCount + after.byAge - before.byAge;
  return { code: "evicted", rule: "R41", cache, because: byCount > 0 ? "count" : "age", count };
}
