import { isBlank } from "../../json/white-space.js";
import type { HookOutput } from "../hook-output.js";
import type { HookEffect } from "../judgement.js";

/** The additional context of an output as entry and as text for the model: any text counts, blank or not. */
export function contextOf({
  additionalContext,
}: HookOutput): Pick<HookEffect, "entries" | "additionalContexts"> {
  if (additionalContext === null) return noContext;
  return {
    entries: [{ kind: "context", text: additionalContext }],
    additionalContexts: [additionalContext],
  };
}

/** No text for the model. */
export const noContext: Pick<HookEffect, "entries" | "additionalContexts"> = {
  entries: [],
  additionalContexts: [],
};

/** Whether an output blocks without saying why, which Codex never takes. */
export function blocksWithoutReason({ decision, reason }: HookOutput): boolean {
  return decision === "block" && isBlank(reason ?? "");
}
