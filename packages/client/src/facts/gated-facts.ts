import type { FactName } from "./fact.js";

/** Facts that are not taken when general analytics is switched off (D11); the others always are. */
export const GATED_FACTS: ReadonlySet<FactName> = new Set<FactName>([
  "initialize",
  "request",
  "response",
  "error_response",
  "notification",
  "turn_resolved_config",
  "turn_git_metadata",
  "compaction",
  "guardian_review",
  "subagent_thread_started",
]);
