import type { HookRunFact } from "@codex-contracts/protocol/facts";
import { members, word } from "./read.js";

type Run = Pick<HookRunFact, "hook_name" | "hook_source" | "status">;

const NAMES: Readonly<Record<string, Run["hook_name"]>> = {
  preToolUse: "PreToolUse",
  permissionRequest: "PermissionRequest",
  postToolUse: "PostToolUse",
  sessionStart: "SessionStart",
  userPromptSubmit: "UserPromptSubmit",
  stop: "Stop",
};
const SOURCES: Readonly<Record<string, Run["hook_source"]>> = {
  system: "system",
  user: "user",
  project: "project",
  mdm: "mdm",
  sessionFlags: "session_flags",
  legacyManagedConfigFile: "legacy_managed_config_file",
  legacyManagedConfigMdm: "legacy_managed_config_mdm",
};
const STATUSES: { readonly [Status in Run["status"]]: Status } = {
  running: "running",
  completed: "completed",
  failed: "failed",
  blocked: "blocked",
  stopped: "stopped",
};

/** A finished hook as the wire summarises it; undefined for an event or a status of another release. */
export function hookRunOf(run: unknown): Run | undefined {
  const { eventName, source, status } = members(run);
  const hook_name = word(NAMES, eventName);
  const known = word(STATUSES, status);
  if (hook_name === undefined || known === undefined) return undefined;
  return { hook_name, hook_source: word(SOURCES, source) ?? "unknown", status: known };
}
