import type { NatsConnection } from "@nats-io/transport-node";
import type { DeliveredEntry, LogBatch, LogReader, ReadLimits } from "../log.js";
import { LogError } from "../log-error.js";
import { readHeaders } from "./entry-headers.js";
import type { NatsLogOptions } from "./nats-log-options.js";
import { openPull, type PulledMessage } from "./pull.js";

/** What a reader holds in advance, so that the next batch is there when the last one is stored. */
const AHEAD = { bytes: 16 * 1024 ** 2, messages: 10_000 } as const;
/** Milliseconds to wait for a batch to grow while the stream has more. */
const GROW_MS = 100;
/** Milliseconds until an entry that could not be stored is handed out again. */
const RETRY_AFTER_MS = 1_000;

const ACK = "+ACK";
const WORKING = "+WPI";
const NAK = "-NAK";
const NAK_LATER = `-NAK {"delay":${RETRY_AFTER_MS}000000}`;

/** Reads as one of the workers that share the consumer: each entry goes to one of them, and to another when it is not settled in time. */
export function openNatsReader(
  connection: NatsConnection,
  options: Pick<NatsLogOptions, "stream" | "consumer" | "ackWaitMs">,
): LogReader {
  const waiting = openWaiting(connection, options);
  return {
    async read(limits) {
      if (waiting.closed) throw new LogError("closed", "the reader is closed: open another one");
      return batchOf(await waiting.take(limits), options);
    },
    async close() {
      // What was fetched in advance goes to the other workers at once, not after the time for settling it; and not
      // before this reader has stopped asking, or it would come back here.
      waiting.close();
    },
  };
}

interface Waiting {
  readonly closed: boolean;
  /** The next messages: at once when the stream has no more, otherwise when they are many or have grown long enough. */
  take(limits: ReadLimits): Promise<PulledMessage[]>;
  /** Hands everything that waits to the other readers. */
  close(): void;
}

function openWaiting(
  connection: NatsConnection,
  { stream, consumer }: Pick<NatsLogOptions, "stream" | "consumer">,
): Waiting {
  const queue: PulledMessage[] = [];
  let bytes = 0;
  let closed = false;
  let arrived: () => void = () => {};
  const pull = openPull(connection, {
    stream,
    consumer,
    onMessage(pulled) {
      queue.push(pulled);
      bytes += pulled.message.data.length;
      arrived();
    },
    room: () => ({ messages: AHEAD.messages - queue.length, bytes: AHEAD.bytes - bytes }),
  });
  /** Resolves when the condition is met, the reader is closed, or the time is over. */
  const until = (met: () => boolean, ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        arrived = () => {};
        resolve();
      };
      const timer = setTimeout(end, ms);
      arrived = () => {
        if (closed || met()) end();
      };
      arrived();
    });
  return {
    get closed() {
      return closed;
    },
    async take(limits) {
      await until(() => queue.length > 0, limits.waitMs);
      const enough = Math.min(limits.bytes, AHEAD.bytes / 2);
      const many = Math.min(limits.entries, AHEAD.messages / 2);
      await until(
        () => queue.length >= many || bytes >= enough || (queue.at(-1)?.delivery.pending ?? 0) === 0,
        GROW_MS,
      );
      const taken = queue.splice(0, howMany(queue, limits));
      for (const { message } of taken) bytes -= message.data.length;
      pull.more();
      return taken;
    },
    close() {
      if (closed) return;
      closed = true;
      pull.close();
      for (const { message } of queue.splice(0)) message.respond(NAK);
      arrived();
    },
  };
}

/** At least one, if there is one. */
function howMany(queue: readonly PulledMessage[], limits: ReadLimits): number {
  let size = 0;
  let count = 0;
  for (const { message } of queue) {
    if (count >= limits.entries || (count > 0 && size + message.data.length > limits.bytes)) break;
    size += message.data.length;
    count++;
  }
  return count;
}

function batchOf(
  pulled: readonly PulledMessage[],
  { stream, ackWaitMs }: Pick<NatsLogOptions, "stream" | "ackWaitMs">,
): LogBatch {
  const respond = (text: string) => {
    for (const { message } of pulled) message.respond(text);
  };
  // Storing may take longer than the others wait: a third of that time is early enough to say so.
  const beat = pulled.length === 0 ? undefined : setInterval(() => respond(WORKING), ackWaitMs / 3);
  return {
    entries: pulled.map((each) => delivered(each, stream)),
    async done() {
      clearInterval(beat);
      respond(ACK);
    },
    async again() {
      clearInterval(beat);
      respond(NAK_LATER);
    },
  };
}

function delivered({ message, delivery }: PulledMessage, stream: string): DeliveredEntry {
  const { sequence, deliveries, publishedAt } = delivery;
  const position = `${stream}:${sequence}`;
  return {
    ...readHeaders(message.headers, { key: position, receivedAt: publishedAt }),
    body: message.data,
    position,
    deliveries,
  };
}
