import { createInbox, type Msg, type NatsConnection, nanos } from "@nats-io/transport-node";
import { type Delivery, readDelivery } from "./delivery.js";

export interface PullOptions {
  readonly stream: string;
  readonly consumer: string;
  /** Is handed each message as it comes. */
  readonly onMessage: (message: Msg, delivery: Delivery) => void;
  /** How much may come now; nothing is asked for while one of them is below its least. */
  readonly room: () => Room;
}

export interface Room {
  readonly messages: number;
  readonly bytes: number;
}

export interface Pull {
  /** Asks for as much as there is room for, unless an earlier request is still being answered. */
  more(): void;
  close(): void;
}

/** How long a request waits for messages, and how often the server says that it is still there. */
const EXPIRES_MS = 5_000;
const HEARTBEAT_MS = 1_000;
/** Milliseconds of silence after which a request counts as lost: its server is away, or has lost the lead. */
const LOST_AFTER_MS = 2_500;
/** Milliseconds until a consumer that nobody answers for is asked again. */
const AGAIN_AFTER_MS = 250;
/** Requests for less than this cost more than they bring. */
const LEAST: Room = { messages: 64, bytes: 1024 ** 2 };
const HEARTBEAT = 100;
const NO_RESPONDERS = 503;

/**
 * Asks the durable consumer for messages, one request at a time, limited in messages and in bytes (the client's own
 * `consume` knows one limit only, and asks for a hundred messages at most when it is bytes).
 */
export function openPull(
  connection: NatsConnection,
  { stream, consumer, onMessage, room }: PullOptions,
): Pull {
  const inbox = createInbox();
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`;
  /** Messages that the request under way may still bring; none is under way at 0. */
  let left = 0;
  let heard = 0;
  let closed = false;

  const ask = () => {
    if (closed || left > 0) return;
    const { messages, bytes } = room();
    if (messages < LEAST.messages || bytes < LEAST.bytes) return;
    const request = {
      batch: messages,
      max_bytes: bytes,
      expires: nanos(EXPIRES_MS),
      idle_heartbeat: nanos(HEARTBEAT_MS),
    };
    try {
      connection.publish(subject, JSON.stringify(request), { reply: inbox });
      left = messages;
      heard = Date.now();
    } catch {
      // Not connected for the moment: the watch asks again.
    }
  };
  const answers = connection.subscribe(inbox, {
    callback(error, message) {
      if (error !== null) return;
      heard = Date.now();
      const delivery = readDelivery(message.reply ?? "");
      if (delivery !== undefined) {
        if (left > 0) left--;
        onMessage(message, delivery);
        if (left === 0) ask();
        return;
      }
      const code = message.headers?.code ?? 0;
      if (code === HEARTBEAT) return;
      // Expired, no further room for bytes, or nobody there: the request is over.
      left = 0;
      if (code === NO_RESPONDERS) setTimeout(ask, AGAIN_AFTER_MS);
      else ask();
    },
  });
  const watch = setInterval(() => {
    if (left > 0 && Date.now() - heard > LOST_AFTER_MS) left = 0;
    ask();
  }, AGAIN_AFTER_MS);
  ask();

  return {
    more: ask,
    close() {
      closed = true;
      clearInterval(watch);
      answers.unsubscribe();
    },
  };
}
