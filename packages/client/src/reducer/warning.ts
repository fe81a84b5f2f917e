import type { FactName } from "../facts/fact.js";
import type { CacheName } from "./initial-state.js";

/** Something that the reducer could not use. Tagged by `code`; never holds a value of a fact. */
export type Warning =
  | {
      /** A fact does not have the shape of its contract and was ignored; the facts contract says where. */
      readonly code: "malformed_fact";
      readonly rule: FactRule | null;
      readonly fact: FactName | "unknown";
    }
  | {
      /** What the fact or event belongs to is not known, so it was dropped or has to wait. */
      readonly code: "unknown_connection" | "unknown_thread";
      readonly rule: "R17" | "R25" | "R32" | "R33";
      readonly event:
        | "codex_turn_event"
        | "codex_turn_steer_event"
        | "codex_compaction_event"
        | "codex_guardian_review";
    }
  | {
      /** A class of error that the event has no word for was reported as `other`. */
      readonly code: "unknown_turn_error";
      readonly rule: "R19";
    }
  | {
      /** A cache reached its limits and let entries go. */
      readonly code: "evicted";
      readonly rule: "R41";
      readonly cache: CacheName;
      readonly because: "count" | "age";
      readonly count: number;
    };

/** The rule that each fact comes in by. */
export const FACT_RULES = {
  initialize: "R1",
  request: "R5",
  response: "R8",
  error_response: "R15",
  notification: "R20",
  subagent_thread_started: "R11",
  compaction: "R32",
  guardian_review: "R33",
  turn_resolved_config: "R21",
  turn_token_usage: "R22",
  turn_git_metadata: "R23",
  skills_invoked: "R35",
  apps_mentioned: "R36",
  app_used: "R36",
  hook_run: "R34",
  plugin_used: "R37",
  plugin_state_changed: "R38",
} as const satisfies { readonly [Name in FactName]: string };
export type FactRule = (typeof FACT_RULES)[FactName];

/** A fact that does not have the shape of its contract; undefined is one that has no contract at all. */
export function malformed(fact: FactName | undefined): Warning {
  return fact === undefined
    ? { code: "malformed_fact", rule: null, fact: "unknown" }
    : { code: "malformed_fact", rule: FACT_RULES[fact], fact };
}
