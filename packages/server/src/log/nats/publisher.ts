import { createInbox, type Msg, type MsgHdrs, type NatsConnection } from "@nats-io/transport-node";

/** A message for the stream. */
export interface Publication {
  readonly body: Uint8Array;
  readonly headers: MsgHdrs;
  /** Is told once: nothing when a majority of the replicas has it, otherwise why that is not known. */
  readonly settled: (error?: Error) => void;
}

export interface Publisher {
  publish(publication: Publication): void;
  /** Sends what waits, takes the acknowledgements that are on their way, and tells the others that it is over. */
  close(): Promise<void>;
}

/** The stream answered that it did not take a message. */
export class StreamRefusal extends Error {
  override readonly name = "StreamRefusal";
  /** Code of JetStream; null when there is none. */
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

/** Code of JetStream: an earlier message with the same id is on its way into the stream, and may still be lost. */
export const IN_PROCESS = 10158;

/** Bytes that are sent without waiting for the others of this turn, so that servers write while we read. */
const ENOUGH_BYTES = 64 * 1024;
/** Milliseconds between looks for messages whose time is over. */
const LOOK_EVERY_MS = 250;

interface Waiting {
  readonly settled: (error?: Error) => void;
  readonly deadline: number;
}

/**
 * Publishes to a stream through one subscription for all acknowledgements. What is handed in while a turn of the
 * event loop reads its sockets goes out together: a system call for each message would cost more than the message.
 */
export function createPublisher(
  connection: NatsConnection,
  { subject, timeoutMs }: { readonly subject: string; readonly timeoutMs: number },
): Publisher {
  const inbox = createInbox();
  const waiting = new Map<string, Waiting>();
  let queue: Publication[] = [];
  let queuedBytes = 0;
  let published = 0;

  const settle = (token: string, error?: Error) => {
    const found = waiting.get(token);
    waiting.delete(token);
    found?.settled(error);
  };
  const settleAll = (error: Error) => {
    for (const token of [...waiting.keys()]) settle(token, error);
  };
  const answers = connection.subscribe(`${inbox}.*`, {
    callback(error, message) {
      if (error !== null) settleAll(error);
      else settle(message.subject.slice(inbox.length + 1), refusalIn(message));
    },
  });
  // All wait equally long, so that the first ones are the oldest.
  const look = setInterval(() => {
    const now = Date.now();
    for (const [token, { deadline }] of waiting) {
      if (deadline > now) break;
      settle(token, new Error("timeout"));
    }
  }, LOOK_EVERY_MS);
  look.unref();

  const send = () => {
    const sending = queue;
    queue = [];
    queuedBytes = 0;
    const deadline = Date.now() + timeoutMs;
    for (const { body, headers, settled } of sending) {
      const token = (published++).toString(36);
      waiting.set(token, { settled, deadline });
      try {
        connection.publish(subject, body, { reply: `${inbox}.${token}`, headers });
      } catch (error) {
        settle(token, error instanceof Error ? error : new Error("a message cannot be sent"));
      }
    }
  };
  const reportRefusals = async () => {
    for await (const status of connection.status())
      if (status.type === "error" && isAbout(status.error, subject)) settleAll(status.error);
  };
  reportRefusals().catch(() => {});

  return {
    publish(publication) {
      if (queue.push(publication) === 1) setImmediate(send);
      queuedBytes += publication.body.length;
      if (queuedBytes >= ENOUGH_BYTES) send();
    },
    async close() {
      clearInterval(look);
      send();
      await connection.flush().catch(() => {});
      answers.unsubscribe();
      settleAll(new Error("the log is closed"));
    },
  };
}

/** What says that the stream has a message: its place there, which is 0 while replicas still agree on it. */
const PLACE = /"seq":\s*[1-9]/;

/** Servers answer a message that nobody listens to with a status, and one that the stream took or refused with JSON. */
function refusalIn(message: Msg): Error | undefined {
  if (message.data.length === 0) return new StreamRefusal("no responders", null);
  const text = message.string();
  if (PLACE.test(text) && !text.includes('"error"')) return undefined;
  try {
    const { error, duplicate }: Answer = JSON.parse(text);
    if (duplicate === true) return new StreamRefusal("the same message is in process", IN_PROCESS);
    const { description, err_code: code } = error ?? {};
    return new StreamRefusal(
      typeof description === "string" ? description : "the stream refused a message",
      typeof code === "number" ? code : null,
    );
  } catch {
    return new StreamRefusal("the answer of the stream is not JSON", null);
  }
}

interface Answer {
  readonly duplicate?: unknown;
  readonly error?: { readonly description?: unknown; readonly err_code?: unknown };
}

/** Whether the servers do not let us publish to the subject. */
function isAbout(error: Error, subject: string): boolean {
  return (
    "operation" in error && error.operation === "publish" && "subject" in error && error.subject === subject
  );
}
