import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookProblem } from "./problem.js";

/** Why text on stdout does not do what its writer may think. */
export function textProblems(event: HookEventName, text: string): readonly HookProblem[] {
  if (event === "Stop") return [stopText];
  const hidden = text.startsWith("\ufeff") ? byteOrderMark : /[{[]/.test(text) ? jsonAfterText : undefined;
  if (event === "SessionStart" || event === "UserPromptSubmit") return hidden === undefined ? [] : [hidden];
  return [hidden ?? ignored];
}

const stopText: HookProblem = {
  level: "failed",
  path: null,
  reason: "Stop takes JSON only, and stdout holds text",
  fix: 'print nothing, or {"decision":"block","reason":"…"}; write log lines to stderr',
};
const ignored: HookProblem = {
  level: "lost",
  path: null,
  reason: "stdout holds text and no JSON object: Codex takes no notice of it",
  fix: "write log lines to stderr, and answers as one JSON object",
};
const jsonAfterText: HookProblem = {
  level: "lost",
  path: null,
  reason: "stdout begins with text, so Codex takes all of it for text: JSON that follows is never read",
  fix: "write log lines to stderr: stdout must hold one JSON object and nothing else",
};
const byteOrderMark: HookProblem = {
  level: "lost",
  path: null,
  reason:
    "stdout begins with a byte order mark, so Codex takes all of it for text: JSON that follows is never read",
  fix: "write UTF-8 without a byte order mark",
};
