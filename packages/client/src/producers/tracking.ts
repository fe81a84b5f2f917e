import type { HookRunEventParams } from "@codex-contracts/protocol/analytics";
import type { HookRunFact, TrackingContext } from "@codex-contracts/protocol/facts";

/** The turn that facts about skills, apps, plugins and hooks belong to. */
export function trackingContext(turn: {
  readonly threadId: string;
  readonly turnId: string;
  readonly model: string;
}): TrackingContext {
  return { model_slug: turn.model, thread_id: turn.threadId, turn_id: turn.turnId };
}

/** A finished hook run, as `onHookRun` of `@codex-contracts/hooks` tells it. */
export type FinishedHookRun = {
  readonly [K in keyof HookRunEventParams]: NonNullable<HookRunEventParams[K]>;
};

/** The fact of a finished hook run (P10). */
export function hookRunFact(run: FinishedHookRun): HookRunFact {
  const { thread_id, turn_id, model_slug, hook_name, hook_source, status } = run;
  return { fact: "hook_run", tracking: { model_slug, thread_id, turn_id }, hook_name, hook_source, status };
}
