import type { Consumer, ConsumerMessages, JsMsg } from "@nats-io/jetstream";
import type { DeliveredEntry, LogBatch, LogReader, ReadLimits } from "../log.js";
import { LogError } from "../log-error.js";
import { readHeaders } from "./entry-headers.js";
import type { NatsLogOptions } from "./nats-log-options.js";

/** What a reader holds in advance, so that the next batch is there when the last one is stored. */
const AHEAD = { max_bytes: 16 * 1024 ** 2, max_messages: 4_096 } as const;
/** How often a server says that it is still there: two missing beats, and the reader asks the cluster anew. */
const LIVENESS = { expires: 5_000, idle_heartbeat: 1_000 } as const;
/** Milliseconds until an entry that could not be stored is handed out again. */
const RETRY_AFTER_MS = 1_000;

/** Reads as one of the workers that share the consumer: each entry goes to one of them, and to another when it is not settled in time. */
export async function openNatsReader(
  consumer: Consumer,
  { stream, ackWaitMs }: Pick<NatsLogOptions, "stream" | "ackWaitMs">,
): Promise<LogReader> {
  const messages = await consumer.consume({ max_bytes: AHEAD.max_bytes, ...LIVENESS });
  const waiting = fill(messages);
  return {
    async read(limits) {
      await waiting.any(limits.waitMs);
      if (waiting.ended) throw new LogError("closed", "the reader is closed: open another one");
      return batchOf(waiting.take(limits), stream, ackWaitMs);
    },
    async close() {
      await messages.close();
      // What was fetched in advance goes to the other workers at once, not after the time for settling it; and not
      // before this reader is gone, or it would come back here.
      waiting.giveBack();
    },
  };
}

interface Waiting {
  /** Whether nothing waits and nothing more comes. */
  readonly ended: boolean;
  /** Resolves once a message waits, the time is over or nothing more comes. */
  any(waitMs: number): Promise<void>;
  take(limits: Pick<ReadLimits, "entries" | "bytes">): JsMsg[];
  /** Hands everything that waits, or still comes, to the other readers. */
  giveBack(): void;
}

/** Takes messages as they come, and stops taking while enough of them wait. */
function fill(messages: ConsumerMessages): Waiting {
  const queue: JsMsg[] = [];
  let bytes = 0;
  let arrived: (() => void) | undefined;
  let room: (() => void) | undefined;
  let ended = false;
  let givesBack = false;
  const pump = async () => {
    for await (const message of messages) {
      if (givesBack) {
        message.nak();
        continue;
      }
      queue.push(message);
      bytes += message.data.length;
      arrived?.();
      if (bytes >= AHEAD.max_bytes || queue.length >= AHEAD.max_messages)
        await new Promise<void>((resolve) => {
          room = resolve;
        });
    }
  };
  // The client finds its consumer again by itself after a lost connection; it ends only when it is closed.
  pump()
    .catch(() => {})
    .finally(() => {
      ended = true;
      arrived?.();
    });
  return {
    get ended() {
      return ended && queue.length === 0;
    },
    async any(waitMs) {
      if (queue.length > 0 || ended) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      arrived = undefined;
    },
    take(limits) {
      let size = 0;
      let count = 0;
      for (const message of queue) {
        if (count >= limits.entries || (count > 0 && size + message.data.length > limits.bytes)) break;
        size += message.data.length;
        count++;
      }
      bytes -= size;
      room?.();
      return queue.splice(0, count);
    },
    giveBack() {
      givesBack = true;
      for (const message of queue.splice(0)) message.nak();
      room?.();
    },
  };
}

function batchOf(messages: readonly JsMsg[], stream: string, ackWaitMs: number): LogBatch {
  // Storing may take longer than the others wait: a third of that time is early enough to say so.
  const beat =
    messages.length === 0
      ? undefined
      : setInterval(() => {
          for (const message of messages) message.working();
        }, ackWaitMs / 3);
  const settle = (how: (message: JsMsg) => void) => {
    clearInterval(beat);
    for (const message of messages) how(message);
  };
  return {
    entries: messages.map((message) => delivered(message, stream)),
    async done() {
      settle((message) => message.ack());
    },
    async again() {
      settle((message) => message.nak(RETRY_AFTER_MS));
    },
  };
}

function delivered(message: JsMsg, stream: string): DeliveredEntry {
  const position = `${stream}:${message.seq}`;
  return {
    ...readHeaders(message.headers, { key: position, receivedAt: message.time.getTime() }),
    body: message.data,
    position,
    deliveries: message.info.deliveryCount,
  };
}
