import { trimWhiteSpace } from "../../json/white-space.js";
import { effectOf, failure, type HookEffect } from "../judgement.js";
import { blocksWithoutReason } from "./context.js";
import type { EventRules } from "./event-rules.js";
import { stopEffect } from "./stopping.js";

export const stopRules: EventRules = {
  refusals: [
    {
      when: (output) => output.continues && blocksWithoutReason(output),
      error: "Stop hook returned decision:block without a non-empty reason",
      path: "/reason",
      fix: "say what the model should do next: it is the prompt that the turn goes on with",
    },
  ],
  effect: (output) => {
    if (!output.continues) return stopEffect(output);
    if (output.decision !== "block") return effectOf("completed");
    return goOn(trimWhiteSpace(output.reason ?? ""));
  },
  exitTwo: goOn,
  text: () => failure("hook returned invalid stop hook JSON output"),
};

function goOn(prompt: string): HookEffect {
  return effectOf("blocked", {
    entries: [{ kind: "feedback", text: prompt }],
    shouldBlock: true,
    blockReason: prompt,
  });
}
