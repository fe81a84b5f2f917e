import type { SendContext, SendResult, Transport } from "../transports/transport.js";
import type { Batch } from "./batch.js";
import type { Clock } from "./clock.js";
import { untilAborted } from "./until-aborted.js";

export interface AttemptOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly drops: string | undefined;
  /** Gives the try up. */
  readonly stop: AbortSignal;
  /** Sent exactly as Codex does. */
  readonly plain?: boolean;
}

/** Tries once to send a batch. Never rejects, and ends in time even if the transport does not. */
export async function attempt(batch: Batch, options: AttemptOptions): Promise<SendResult> {
  const { transport, clock, timeoutMs, drops, stop, plain = false } = options;
  const controller = new AbortController();
  const { signal } = controller;
  const timer = clock.setTimeout(() => controller.abort(), timeoutMs);
  const giveUp = (): void => controller.abort();
  if (stop.aborted) giveUp();
  stop.addEventListener("abort", giveUp);
  try {
    const context: SendContext = { signal, drops, now: () => clock.now() };
    return (await untilAborted(send(batch, { transport, context, plain }), signal)) ?? outOfTime;
  } catch (error) {
    return signal.aborted ? outOfTime : { kind: "retry", reason: reasonOf(error) };
  } finally {
    clock.clearTimeout(timer);
    stop.removeEventListener("abort", giveUp);
  }
}

const outOfTime: SendResult = { kind: "retry", reason: "timeout" };

async function send(
  batch: Batch,
  {
    transport,
    context,
    plain,
  }: { readonly transport: Transport; readonly context: SendContext; readonly plain: boolean },
): Promise<SendResult> {
  batch.send ??= await transport.prepare({ id: batch.id, events: batch.events, plain });
  return batch.send(context);
}

/** A short word for an error; its message may hold addresses and paths. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? "error" : reasonOf(cause);
}
