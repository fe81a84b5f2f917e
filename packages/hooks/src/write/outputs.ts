import type { Said, SaidWithContext } from "./answers.js";

/** The warning of an answer as a member of the document; no member when there is none. */
export function said({ systemMessage }: Said): { systemMessage?: string } {
  return systemMessage === undefined ? {} : { systemMessage };
}

/** The text for the model as the part of the document that is particular to an event. */
export function contextFor<E extends "PostToolUse" | "SessionStart" | "UserPromptSubmit">(
  hookEventName: E,
  { context }: SaidWithContext,
): { hookSpecificOutput?: { hookEventName: E; additionalContext: string } } {
  return context === undefined ? {} : { hookSpecificOutput: { hookEventName, additionalContext: context } };
}

/** The members that stop. */
export function stopped({ reason }: { readonly reason: string | null }): {
  continue: false;
  stopReason?: string;
} {
  return reason === null ? { continue: false } : { continue: false, stopReason: reason };
}
