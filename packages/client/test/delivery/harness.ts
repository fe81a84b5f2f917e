import { buildHookRunFact } from "@codex-contracts/fixtures";
import type { HookRunFact } from "@codex-contracts/protocol/facts";
import {
  type AnalyticsClient,
  type AnalyticsClientOptions,
  createAnalyticsClient,
  type DropReason,
  type OutgoingBatch,
  type SendContext,
  type SendResult,
  type Transport,
} from "../../src/index.js";
import { ManualClock } from "./manual-clock.js";

export const runtime = {
  codex_rs_version: "0.125.0",
  runtime_os: "linux",
  runtime_os_version: "6.1.0",
  runtime_arch: "x86_64",
};

/** A fact that always makes one event, told apart by its turn. */
export function hookRun(turn: number | string): HookRunFact {
  return buildHookRunFact({
    tracking: { model_slug: "gpt-5.3-codex", thread_id: "thread", turn_id: `${turn}` },
  });
}

/** A try that reached the transport. */
export interface Sent {
  readonly id: string;
  readonly at: number;
  readonly keys: readonly string[];
  readonly turns: readonly string[];
  readonly drops: string | undefined;
  readonly plain: boolean;
}

export type Answer = SendResult | "never" | Error;

/** What a transport of tests does with each try: the answers in turn, the last one again and again. */
export function scripted(clock: ManualClock, answers: readonly Answer[] = [{ kind: "delivered" }]) {
  const sent: Sent[] = [];
  const transport: Transport = {
    prepare: async (batch) => async (context) => {
      sent.push(sentOf(batch, context, clock.now()));
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? { kind: "delivered" };
      if (answer instanceof Error) throw answer;
      return answer === "never" ? new Promise<never>(() => {}) : answer;
    },
  };
  return { sent, transport };
}

function sentOf({ id, events, plain = false }: OutgoingBatch, { drops }: SendContext, at: number): Sent {
  return {
    id,
    at,
    keys: events.map(({ stream, n }) => `${stream}:${n}`),
    turns: events.map(({ text }) => turnOf(text)),
    drops,
    plain,
  };
}

/** The turn of an event that {@link hookRun} has made. */
export function turnOf(text: string): string {
  return JSON.parse(text).event_params.turn_id;
}

export interface Harness {
  readonly client: AnalyticsClient;
  readonly clock: ManualClock;
  readonly sent: readonly Sent[];
  readonly drops: [DropReason, number][];
  /** Records hook runs from one turn to another. */
  readonly record: (first: number, last: number) => void;
}

export type HarnessOptions = Partial<Omit<AnalyticsClientOptions, "transport">> & {
  readonly answers?: readonly Answer[];
  readonly clock?: ManualClock;
};

/** A client on a clock that stands still. Waits are as long as they can be, times in ms. */
export function harness({
  answers,
  clock = new ManualClock(),
  parts,
  ...options
}: HarnessOptions = {}): Harness {
  const { sent, transport } = scripted(clock, answers);
  const drops: [DropReason, number][] = [];
  const client = createAnalyticsClient({
    runtime,
    transport,
    onDrop: (reason, count) => drops.push([reason, count]),
    ...options,
    parts: { clock, environment: {}, random: () => 0.999_999, ...parts },
  });
  const record = (first: number, last: number): void => {
    for (let i = first; i <= last; i++) client.record(hookRun(i));
  };
  return { client, clock, sent, drops, record };
}

/** Numbers from one to another, as text. */
export function turns(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${first + i}`);
}
