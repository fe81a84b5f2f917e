import type { HookRunEvent, HookRunEventParams } from "@codex-contracts/protocol/analytics";
import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookSource } from "../config/layers.js";
import type { HookRunStatus } from "../judge/judgement.js";

/** What analytics records of a run: every member of a `codex_hook_run` event, none of them null. */
export type HookRunFact = { readonly [K in keyof HookRunEventParams]: NonNullable<HookRunEventParams[K]> };

export interface HookRunFactParts {
  readonly threadId: string;
  readonly turnId: string;
  readonly model: string;
  readonly event: HookEventName;
  readonly source?: HookSource | undefined;
  readonly status: HookRunStatus | "running";
}

/** The fact of a run; one that has not ended counts as failed, and a source that is not known is `unknown`. */
export function hookRunFact({
  threadId,
  turnId,
  model,
  event,
  source,
  status,
}: HookRunFactParts): HookRunFact {
  return {
    thread_id: threadId,
    turn_id: turnId,
    model_slug: model,
    hook_name: event,
    hook_source: source ?? "unknown",
    status: status === "running" ? "failed" : status,
  };
}

/** The analytics event for a fact. */
export function hookRunEvent(fact: HookRunFact): HookRunEvent {
  return { event_type: "codex_hook_run", event_params: { ...fact } };
}
