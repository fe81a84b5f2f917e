import { effectOf, type HookEffect, type HookEntry } from "../judgement.js";
import { blocksWithoutReason, contextOf } from "./context.js";
import type { EventRules } from "./event-rules.js";
import { stopEffect, textAsContext } from "./stopping.js";

export const userPromptSubmitRules: EventRules = {
  refusals: [
    {
      when: (output) => output.continues && blocksWithoutReason(output),
      error: "UserPromptSubmit hook returned decision:block without a non-empty reason",
      path: "/reason",
      fix: "say why: the user reads it",
    },
  ],
  effect: (output) => {
    if (!output.continues) return stopEffect(output);
    const { entries, additionalContexts } = contextOf(output);
    if (output.decision !== "block") return effectOf("completed", { entries, additionalContexts });
    return block(output.reason ?? "", entries, additionalContexts);
  },
  exitTwo: (stderr) => block(stderr, [], []),
  text: textAsContext,
};

function block(
  reason: string,
  entries: readonly HookEntry[],
  additionalContexts: readonly string[],
): HookEffect {
  return effectOf("blocked", {
    entries: [...entries, { kind: "feedback", text: reason }],
    additionalContexts,
    shouldStop: true,
    stopReason: reason,
  });
}
