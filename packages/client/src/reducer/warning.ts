import type { FactName } from "../facts/fact.js";
import type { CacheName } from "./initial-state.js";

/** Something that the reducer could not use. Tagged by `code`; never holds a value of a fact. */
export type Warning =
  | {
      /** A fact does not have the shape of its contract and was ignored; the facts contract says where. */
      readonly code: "malformed_fact";
      readonly rule: "R20" | "R5";
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
