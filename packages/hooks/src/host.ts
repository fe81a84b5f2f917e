export { type HookRunFact, type HookRunFactParts, hookRunEvent, hookRunFact } from "./host/hook-fact.js";
export { blockedToolMessage, continuationPrompt } from "./host/model-messages.js";
export {
  asksForNetwork,
  type NetworkApproval,
  type NetworkProtocol,
  networkApprovalKey,
} from "./host/network-approval.js";
export { nodeFiles } from "./host/node-files.js";
export { permissionModeOf } from "./host/permission-mode.js";
export {
  type ApprovalSubject,
  type HookTurn,
  permissionRequestInput,
  runIdSuffix,
} from "./host/permission-request-input.js";
export { type CommandResult, type CommandToRun, runCommand } from "./host/run-command.js";
export {
  type CompletedHookRun,
  type HooksResult,
  type RunHooksOptions,
  runHooks,
  type StartedHookRun,
} from "./host/run-hooks.js";
export { selectHooks } from "./host/select-hooks.js";
export { type Shell, shellOf, userShell } from "./host/shell.js";
export { shlexJoin } from "./host/shlex.js";
