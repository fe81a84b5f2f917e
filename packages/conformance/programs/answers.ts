// What a user's code does with the contracts, on any platform: parses, refuses, explains, observes.
import {
  type ContractError,
  EventType,
  HookRunEvent,
  isContractError,
  type Observation,
  type ParseResult,
} from "@codex-contracts/protocol";
import { validate } from "@codex-contracts/protocol/ajv/analytics/codex-hook-run";
import { AnalyticsEvent, isTurnEvent } from "@codex-contracts/protocol/analytics";
import {
  isHookRunEvent,
  type HookRunEvent as SameEvent,
} from "@codex-contracts/protocol/analytics/codex-hook-run";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { type ContractId, contractOf, contracts } from "@codex-contracts/protocol/contracts";

const params = {
  thread_id: "t-1",
  turn_id: "u-1",
  model_slug: "gpt-5.3-codex",
  hook_name: "Stop",
  hook_source: "user",
  status: "completed",
};
const message: unknown = { event_type: "codex_hook_run", event_params: params };
const broken: unknown = { event_type: "codex_hook_run", event_params: { ...params, status: "a secret" } };
const newer: unknown = { event_type: "codex_hook_run", event_params: { ...params, run_count: 3 } };

/** Everything that the contracts say, in a form that survives JSON. */
export interface Answers {
  readonly parsed: string | null;
  readonly thrown: readonly string[];
  readonly observed: readonly Observation[];
  readonly standard: readonly string[];
  readonly verdicts: readonly boolean[];
  readonly schemaTitle: unknown;
  readonly families: readonly string[];
  readonly count: readonly number[];
}

export function answers(): Answers {
  // Type and value share a name, and every entry has the same type.
  const event: SameEvent = HookRunEvent.parse(message);
  const either: ParseResult<AnalyticsEvent> = AnalyticsEvent.safeParse(message);
  const id: ContractId = "analytics/codex-hook-run";
  const narrowed =
    either.ok && either.value.event_type === EventType.HookRunEvent ? either.value.event_params.status : null;
  return {
    parsed: narrowed ?? event.event_params.status,
    thrown: thrown(() => HookRunEvent.parse(broken)),
    observed: HookRunEvent.consumer.safeParse(newer).observations,
    standard: messages(HookRunEvent["~standard"].validate(broken)),
    verdicts: [
      isHookRunEvent(message),
      isTurnEvent(message),
      contracts[id].is(message),
      contractOf(id)?.is(broken) === true,
      validate(message),
      validate(broken),
    ],
    schemaTitle: HookRunEvent.schema["title"],
    families: [...new Set(catalogue.map(({ family }) => family))],
    count: [catalogue.length, Object.keys(contracts).length],
  };
}

function thrown(call: () => unknown): readonly string[] {
  try {
    call();
    return [];
  } catch (error) {
    if (!isContractError(error)) throw error;
    const { name, code, contract, issues }: ContractError = error;
    return [name, code, contract, ...issues.map((issue) => `${issue.path} ${issue.code}`)];
  }
}

function messages(result: ReturnType<(typeof HookRunEvent)["~standard"]["validate"]>): readonly string[] {
  return result.issues === undefined ? [] : result.issues.map(({ path }) => path.join("."));
}
