import type { HookEffect, PermissionDecision } from "./judgement.js";

/** What all hooks of one event do together: the parts that the event does not have are false, null or empty. */
export interface HookOutcome {
  /** PermissionRequest: null leaves the request to the normal approval path. */
  readonly decision: PermissionDecision | null;
  readonly shouldBlock: boolean;
  readonly blockReason: string | null;
  readonly shouldStop: boolean;
  readonly stopReason: string | null;
  readonly additionalContexts: readonly string[];
  /** PostToolUse: what the model sees in place of the output of the tool; null leaves the output. */
  readonly feedback: string | null;
}

/** Puts the effects of the hooks of one event together; the order is the one of declaration. */
export function foldEffects(
  event: string,
  effects: readonly Pick<
    HookEffect,
    | "decision"
    | "shouldBlock"
    | "blockReason"
    | "shouldStop"
    | "stopReason"
    | "additionalContexts"
    | "feedback"
  >[],
): HookOutcome {
  const shouldStop = effects.some((effect) => effect.shouldStop);
  const blocking = event === "Stop" && shouldStop ? [] : effects.filter((effect) => effect.shouldBlock);
  const reasons = blocking.flatMap(({ blockReason }) => (blockReason === null ? [] : [blockReason]));
  const feedback = effects.flatMap((effect) => effect.feedback);
  return {
    decision: foldDecisions(effects.map((effect) => effect.decision)),
    shouldBlock: blocking.length > 0,
    blockReason: (event === "Stop" ? reasons.join("\n\n") : reasons[0]) || null,
    shouldStop,
    stopReason: effects.find((effect) => effect.shouldStop && effect.stopReason !== null)?.stopReason ?? null,
    additionalContexts: effects.flatMap((effect) => effect.additionalContexts),
    feedback: feedback.length === 0 ? null : feedback.join("\n\n"),
  };
}

/** Any deny wins, with the message of the first; else one allow is enough; else nobody has decided. */
export function foldDecisions(decisions: readonly (PermissionDecision | null)[]): PermissionDecision | null {
  return (
    decisions.find((decision) => decision?.behavior === "deny") ??
    decisions.find((decision) => decision?.behavior === "allow") ??
    null
  );
}
