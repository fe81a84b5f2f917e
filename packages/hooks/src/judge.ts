export { hookEventNames } from "./hook-events.js";
export { describeJudgement, describeProblem, outcomeOf } from "./judge/describe-judgement.js";
export { foldDecisions, foldEffects, type HookOutcome } from "./judge/fold.js";
export type { HookRun } from "./judge/hook-run.js";
export { judgeHookRun } from "./judge/judge-hook-run.js";
export type {
  HookEffect,
  HookEntry,
  HookEntryKind,
  HookJudgement,
  HookReading,
  HookRunStatus,
  PermissionDecision,
} from "./judge/judgement.js";
export type { HookProblem } from "./judge/problem.js";
