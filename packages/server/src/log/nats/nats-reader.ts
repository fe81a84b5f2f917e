import type { Msg, NatsConnection } from "@nats-io/transport-node";
import type { DeliveredEntry, LogBatch, LogReader, ReadLimits } from "../log.js";
import { LogError } from "../log-error.js";
import type { Delivery } from "./delivery.js";
import { readHeaders } from "./entry-headers.js";
import type { NatsLogOptions } from "./nats-log-options.js";
import { openPull } from "./pull.js";

/** What a reader holds in advance, so that the next batch is there when the last one is stored. */
const AHEAD = { bytes: 8 * 1024 ** 2, messages: 5_000 } as const;
/** What makes a batch: larger ones cost no less by event, and their events grow old in memory. */
const BATCH = { bytes: 2 * 1024 ** 2, messages: 2_500 } as const;
/** Milliseconds to wait for a batch to grow while the stream has more. */
const GROW_MS = 100;
/** Milliseconds until an entry that could not be stored is handed out again. */
const RETRY_AFTER_MS = 1_000;

const text = new TextEncoder();
const ACK = text.encode("+ACK");
const WORKING = text.encode("+WPI");
const NAK = text.encode("-NAK");
const NAK_LATER = text.encode(`-NAK {"delay":${RETRY_AFTER_MS}000000}`);

/** A message as far as it is needed any more: what the client made of it besides would grow old with it. */
interface Pulled {
  readonly entry: DeliveredEntry;
  /** Where it is acknowledged. */
  readonly reply: string;
}

/** Reads as one of the workers that share the consumer: each entry goes to one of them, and to another when it is not settled in time. */
export function openNatsReader(
  connection: NatsConnection,
  options: Pick<NatsLogOptions, "stream" | "consumer" | "ackWaitMs">,
): LogReader {
  const waiting = openWaiting(connection, options);
  return {
    async read(limits) {
      if (waiting.closed) throw new LogError("closed", "the reader is closed: open another one");
      return batchOf(connection, await waiting.take(limits), options.ackWaitMs);
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
  take(limits: ReadLimits): Promise<Pulled[]>;
  /** Hands everything that waits to the other readers. */
  close(): void;
}

function openWaiting(
  connection: NatsConnection,
  { stream, consumer }: Pick<NatsLogOptions, "stream" | "consumer">,
): Waiting {
  const queue: Pulled[] = [];
  let bytes = 0;
  /** Messages of the stream that were handed to nobody when the last one came. */
  let pending = 0;
  let closed = false;
  let arrived: () => void = () => {};
  const pull = openPull(connection, {
    stream,
    consumer,
    onMessage(message, delivery) {
      const entry = delivered(message, delivery, stream);
      queue.push({ entry, reply: message.reply ?? "" });
      bytes += entry.body.length;
      pending = delivery.pending;
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
      const most = {
        bytes: Math.min(limits.bytes, BATCH.bytes),
        entries: Math.min(limits.entries, BATCH.messages),
      };
      const isLarge = () => queue.length >= most.entries || bytes >= most.bytes;
      await until(() => pending === 0 || isLarge(), GROW_MS);
      const taken = queue.splice(0, howMany(queue, most));
      for (const { entry } of taken) bytes -= entry.body.length;
      pull.more();
      return taken;
    },
    close() {
      if (closed) return;
      closed = true;
      pull.close();
      answer(connection, queue.splice(0), NAK);
      arrived();
    },
  };
}

/** At least one, if there is one. */
function howMany(queue: readonly Pulled[], limits: Pick<ReadLimits, "entries" | "bytes">): number {
  let size = 0;
  let count = 0;
  for (const { entry } of queue) {
    if (count >= limits.entries || (count > 0 && size + entry.body.length > limits.bytes)) break;
    size += entry.body.length;
    count++;
  }
  return count;
}

function batchOf(connection: NatsConnection, pulled: readonly Pulled[], ackWaitMs: number): LogBatch {
  const respond = (payload: Uint8Array) => answer(connection, pulled, payload);
  // Storing may take longer than the others wait: a third of that time is early enough to say so.
  const beat = pulled.length === 0 ? undefined : setInterval(() => respond(WORKING), ackWaitMs / 3);
  return {
    entries: pulled.map(({ entry }) => entry),
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

/** What cannot be said any more goes without saying: an entry that is not settled is handed out again. */
function answer(connection: NatsConnection, pulled: readonly Pulled[], payload: Uint8Array): void {
  if (connection.isClosed() || connection.isDraining()) return;
  for (const { reply } of pulled) connection.publish(reply, payload);
}

function delivered(
  { headers, data }: Msg,
  { sequence, deliveries, publishedAt }: Delivery,
  stream: string,
): DeliveredEntry {
  const position = `${stream}:${sequence}`;
  const { key, receivedAt, meta } = readHeaders(headers, { key: position, receivedAt: publishedAt });
  return { key, receivedAt, meta, body: data, position, deliveries };
}
