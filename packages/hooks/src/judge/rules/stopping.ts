import type { HookOutput } from "../hook-output.js";
import { effectOf, type HookEffect, type HookEntry } from "../judgement.js";
import { blocksWithoutReason, contextOf, noContext } from "./context.js";

/**
 * `continue: false` in SessionStart, UserPromptSubmit and Stop: an entry only when a reason is given. It beats a
 * block without a reason, but then the context is lost.
 */
export function stopEffect(output: HookOutput): HookEffect {
  const { entries, additionalContexts } = blocksWithoutReason(output) ? noContext : contextOf(output);
  const stop: readonly HookEntry[] =
    output.stopReason === null ? [] : [{ kind: "stop", text: output.stopReason }];
  return effectOf("stopped", {
    entries: [...entries, ...stop],
    additionalContexts,
    shouldStop: true,
    stopReason: output.stopReason,
  });
}

/** Plain text on stdout in SessionStart and UserPromptSubmit: it is context. */
export function textAsContext(stdout: string): HookEffect {
  return effectOf("completed", {
    entries: [{ kind: "context", text: stdout }],
    additionalContexts: [stdout],
  });
}
