import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookJudgement } from "./judgement.js";
import type { HookProblem } from "./problem.js";

/** What Codex does for a run, in a sentence. */
export function describeJudgement(judgement: HookJudgement): string {
  if (judgement.status === "failed") return `The run fails: ${asIfNothing[judgement.event]}.`;
  const parts = [...effects(judgement), ...contexts(judgement)];
  if (parts.length > 0) return `${parts.join("; ")}.`;
  return `The hook says nothing: ${asIfNothing[judgement.event]}.`;
}

/** A problem as lines to print: where and why, and what to write instead. */
export function describeProblem({ path, reason, fix }: HookProblem): readonly [problem: string, fix: string] {
  const place = path === null ? "" : path === "" ? "the output " : `${path} `;
  return [`${place}${reason}`, fix];
}

/** Whether a run did what it set out to do: honoured, nothing to honour, or failed. */
export function outcomeOf(judgement: HookJudgement): "honoured" | "quiet" | "failed" {
  if (judgement.status === "failed") return "failed";
  return effects(judgement).length + contexts(judgement).length > 0 ? "honoured" : "quiet";
}

const asIfNothing: Readonly<Record<HookEventName, string>> = {
  PreToolUse: "the tool runs",
  PermissionRequest: "Codex takes its normal approval path, and a reviewer or the user is asked",
  PostToolUse: "the model reads the output of the tool",
  SessionStart: "the session starts",
  UserPromptSubmit: "the prompt is sent",
  Stop: "the turn ends",
};

function effects(judgement: HookJudgement): readonly string[] {
  const { event, decision, shouldBlock, blockReason, shouldStop, stopReason, feedback } = judgement;
  if (decision?.behavior === "allow") return ["Codex goes ahead, and nobody is asked"];
  if (decision?.behavior === "deny")
    return [`Codex refuses the request, and the model reads: ${decision.message}`];
  if (event === "PostToolUse" && feedback.length > 0)
    return [`The model reads this in place of the output of the tool: ${feedback.join("\n\n")}`];
  if (shouldStop && event === "UserPromptSubmit")
    return [`The prompt is not sent${stopReason === null ? "" : `: ${stopReason}`}`];
  if (shouldStop) return [`Codex stops here${stopReason === null ? "" : `: ${stopReason}`}`];
  if (shouldBlock && event === "Stop") return [`The turn goes on with the prompt: ${blockReason}`];
  if (shouldBlock) return [`The tool does not run, and the model reads why: ${blockReason}`];
  return [];
}

function contexts({ additionalContexts }: HookJudgement): readonly string[] {
  return additionalContexts.map((context) => `The model gets the text: ${context}`);
}
