export type { HookRun } from "./judge/hook-run.js";
export { answerHook } from "./write/answer-hook.js";
export {
  type AddContext,
  type Allow,
  addContext,
  allow,
  type Block,
  type BlockWithContext,
  block,
  type Deny,
  deny,
  type HookAnswer,
  type HookAnswers,
  type NoDecision,
  noDecision,
  type Said,
  type SaidWithContext,
  type Stop,
  type StopWithContext,
  stop,
} from "./write/answers.js";
export type {
  HookContext,
  HookContract,
  HookHandler,
  HookInputs,
  HookOptions,
  HookOutputs,
} from "./write/hook-contract.js";
export { HookError, type HookErrorCode } from "./write/hook-error.js";
export { permissionRequest, runPermissionRequestHook } from "./write/permission-request.js";
export { postToolUse, runPostToolUseHook } from "./write/post-tool-use.js";
export { preToolUse, runPreToolUseHook } from "./write/pre-tool-use.js";
export { runSessionStartHook, sessionStart } from "./write/session-start.js";
export { runStopHook, stopEvent } from "./write/stop.js";
export { runUserPromptSubmitHook, userPromptSubmit } from "./write/user-prompt-submit.js";
