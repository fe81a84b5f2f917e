import type { HookInput } from "@codex-contracts/protocol/hooks";
import type { HookHandlerEntry } from "../config/accept-hooks.js";
import { compileMatcher, matches, namesOfTool } from "../config/matcher.js";

/** The handlers that an input is for, in the order of declaration; each at most once. */
export function selectHooks(
  handlers: readonly HookHandlerEntry[],
  input: HookInput,
): readonly HookHandlerEntry[] {
  const names = namesOf(input);
  return handlers
    .filter(
      ({ event, matcher }) => event === input.hook_event_name && matches(compileMatcher(matcher), names),
    )
    .sort((one, other) => one.displayOrder - other.displayOrder);
}

function namesOf(input: HookInput): readonly string[] {
  if ("tool_name" in input) return namesOfTool(input.tool_name);
  return input.hook_event_name === "SessionStart" ? [input.source] : [];
}
