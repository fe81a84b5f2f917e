import { trimWhiteSpace } from "../../json/white-space.js";
import type { HookOutput } from "../hook-output.js";
import { effectOf, type HookEffect } from "../judgement.js";
import { blocksWithoutReason, contextOf, noContext } from "./context.js";
import type { EventRules } from "./event-rules.js";

const defaultStop = "PostToolUse hook stopped execution";

export const postToolUseRules: EventRules = {
  refusals: [
    {
      when: (output) => output.continues && output.suppressOutput,
      error: "PostToolUse hook returned unsupported suppressOutput",
      path: "/suppressOutput",
      fix: 'leave it out; "decision":"block" with a reason puts the reason in place of the output',
    },
    {
      when: (output) => output.continues && output.hasUpdatedMCPToolOutput,
      error: "PostToolUse hook returned unsupported updatedMCPToolOutput",
      path: "/hookSpecificOutput/updatedMCPToolOutput",
      fix: 'leave it out; "decision":"block" with a reason puts the reason in place of the output',
    },
    {
      when: (output) => output.continues && blocksWithoutReason(output),
      error: "PostToolUse hook returned decision:block without a non-empty reason",
      path: "/reason",
      fix: "say what the model should know",
    },
    {
      when: (output) => output.continues && output.decision === null && output.reason !== null,
      error: "PostToolUse hook returned reason without decision",
      path: "/decision",
      fix: 'add "decision":"block", or leave the reason out',
    },
  ],
  effect: (output) => {
    if (!output.continues) return stop(output);
    const { entries, additionalContexts } = contextOf(output);
    if (output.decision !== "block") return effectOf("completed", { entries, additionalContexts });
    const reason = output.reason ?? "";
    return effectOf("blocked", {
      entries: [...entries, { kind: "feedback", text: reason }],
      additionalContexts,
      feedback: [reason],
    });
  },
  exitTwo: (stderr) =>
    effectOf("completed", { entries: [{ kind: "feedback", text: stderr }], feedback: [stderr] }),
};

/** A stop beats what would be refused, but then the context is lost. */
function stop(output: HookOutput): HookEffect {
  const text = output.stopReason ?? defaultStop;
  const spoiled = output.suppressOutput || output.hasUpdatedMCPToolOutput || blocksWithoutReason(output);
  const { entries, additionalContexts } = spoiled ? noContext : contextOf(output);
  return effectOf("stopped", {
    entries: [...entries, { kind: "stop", text }],
    additionalContexts,
    shouldStop: true,
    stopReason: output.stopReason,
    feedback: [trimWhiteSpace(output.reason ?? "") || text],
  });
}
