export { type PluginName, parsePluginKey, pluginKey } from "../facts/plugin-key.js";
export { scrubRemoteUrl } from "../facts/scrub-remote-url.js";
export { type SkillPlace, skillId } from "../facts/skill-id.js";
export {
  type CompactionAttempt,
  type CompactionCause,
  type CompactionEnd,
  type CompactionStart,
  startCompaction,
} from "./compaction.js";
export { type Clocks, type MonotonicClock, systemClocks, type WallClock } from "./effects.js";
export {
  collectGitWorkspaces,
  GIT_TIMEOUT_MS,
  type GitEffects,
  systemGit,
} from "./git/collect-workspaces.js";
export { findRepositoryRoot, type HasGit, hasGit } from "./git/repository-root.js";
export { type GitCall, type RunGit, runGit } from "./git/run-git.js";
export { startTurnGit, type TurnGit, type TurnGitOptions } from "./git/turn-git.js";
export {
  type GuardianEffects,
  type GuardianEnd,
  type GuardianFailure,
  type GuardianRequest,
  type GuardianReview,
  type GuardianSession,
  type GuardianTurn,
  type GuardianVerdict,
  trackGuardianReview,
} from "./guardian-review.js";
export { type Host, hostRuntime } from "./host-runtime.js";
export { inOrder } from "./in-order.js";
export { ORIGINATOR_VARIABLE, originatorOf } from "./originator.js";
export { lookUpSkills, type SkillEffects, type UsedSkill } from "./skills/look-up-skills.js";
export { type StartedSubagent, subagentStarted } from "./subagent.js";
export { type TokenTotals, turnTokenUsage } from "./token-usage.js";
export { type FinishedHookRun, hookRunFact, trackingContext } from "./tracking.js";
export { type Attachment, transportWord } from "./transport.js";
export { createUseDedupe, type UseDedupe } from "./use-dedupe.js";
