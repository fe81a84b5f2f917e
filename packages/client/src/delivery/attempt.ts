import type { SendContext, SendResult, Transport } from "../transports/transport.js";
import type { Batch } from "./batch.js";
import type { Clock } from "./clock.js";

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
    return await Promise.race([aborted(signal), send(batch, { transport, context, plain })]);
  } catch (error) {
    return { kind: "retry", reason: reasonOf(error) };
  } finally {
    clock.clearTimeout(timer);
    stop.removeEventListener("abort", giveUp);
  }
}

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

function aborted(signal: AbortSignal): Promise<SendResult> {
  const result: SendResult = { kind: "retry", reason: "timeout" };
  return new Promise((resolve) => {
    if (signal.aborted) resolve(result);
    else signal.addEventListener("abort", () => resolve(result), { once: true });
  });
}

/** A short word for an error; its message may hold addresses and paths. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? "error" : reasonOf(cause);
}
