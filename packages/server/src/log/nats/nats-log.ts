import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamInfo,
} from "@nats-io/jetstream";
import {
  type ConnectionOptions,
  connect,
  credsAuthenticator,
  type NatsConnection,
  nanos,
} from "@nats-io/transport-node";
import type { Log, LogEntry, LogLag, LogReader } from "../log.js";
import { LogError } from "../log-error.js";
import { headersOf } from "./entry-headers.js";
import type { NatsLogOptions } from "./nats-log-options.js";
import { openNatsReader } from "./nats-reader.js";
import { createPublisher, IN_PROCESS, StreamRefusal } from "./publisher.js";

/**
 * Publishing the same key again within this time is noticed by the stream itself; later the store notices. As long
 * may a stream remember a key whose message was lost with its leader, and refuse it.
 */
const DUPLICATE_WINDOW_MS = 2 * 60_000;
/** Milliseconds until an attempt counts as lost and the next one starts. */
const ATTEMPT_TIMEOUT_MS = 2_000;
/** Milliseconds between attempts. */
const AGAIN_AFTER_MS = 100;
/** Room for the headers of a message in what a server takes at most. */
const HEADER_ROOM = 16 * 1024;
/** What servers say, or leave unsaid, while they have no leader. */
const LEADERLESS = /temporarily unavailable|no suitable peers|no responders|not enabled|timeout|503/i;
/** Codes of JetStream that say that the stream or the account has no room. */
const FULL_CODES: ReadonlySet<number> = new Set([10023, 10047, 10076, 10077]);

/** A log in a stream of NATS JetStream: any number of servers append to it, any number of workers read it. */
export interface NatsLog extends Log {
  readonly maxEntryBytes: number;
  /** What an operator should know about how durable the stream is. */
  readonly warnings: readonly string[];
}

/**
 * Connects and makes stream and consumer when they are missing; what exists is used as it is.
 * An entry counts as durable when JetStream acknowledges it: a majority of its replicas has it then. A single
 * server writes it to its disk within two minutes, so that with one replica a crash can lose acknowledged entries.
 * @throws {LogError} `unavailable`: no server answers, JetStream is off, or the stream cannot be made.
 */
export async function openNatsLog(options: NatsLogOptions): Promise<NatsLog> {
  const connection = await connectTo(options);
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: ATTEMPT_TIMEOUT_MS });
    const stream = await patiently(options.openTimeoutMs, () => findOrMakeStream(manager, options));
    await patiently(options.openTimeoutMs, () => findOrMakeConsumer(manager, options));
    return natsLog(connection, manager, options, warningsOf(stream));
  } catch (error) {
    await connection.close();
    throw new LogError(
      "unavailable",
      `the stream ${options.stream} cannot be used: ${explain(error)}${wayOut(error)}`,
      {
        cause: error,
      },
    );
  }
}

async function connectTo(options: NatsLogOptions): Promise<NatsConnection> {
  try {
    return await connect(await connectionOptions(options));
  } catch (error) {
    throw new LogError(
      "unavailable",
      `no NATS server answers at ${options.servers.join(", ")}: start one with \`nats-server -js\`, or correct --log`,
      { cause: error },
    );
  }
}

async function connectionOptions(options: NatsLogOptions): Promise<ConnectionOptions> {
  return {
    servers: [...options.servers],
    name: "codex-contracts",
    // A server that comes back is found again however long it was away; meanwhile nothing counts as taken.
    maxReconnectAttempts: -1,
    // A trace of the stack per message would be most of the cost of sending it.
    noAsyncTraces: true,
    reconnectTimeWait: 250,
    timeout: options.publishTimeoutMs,
    ...(options.tls && { tls: {} }),
    ...(options.user !== null && { user: options.user }),
    ...(options.password !== null && { pass: options.password }),
    ...(options.credentials !== null && {
      authenticator: credsAuthenticator(await readFile(options.credentials)),
    }),
  };
}

function natsLog(
  connection: NatsConnection,
  manager: JetStreamManager,
  options: NatsLogOptions,
  warnings: readonly string[],
): NatsLog {
  const publisher = createPublisher(connection, { subject: options.subject, timeoutMs: ATTEMPT_TIMEOUT_MS });
  const maxEntryBytes = (connection.info?.max_payload ?? 1024 ** 2) - HEADER_ROOM;
  let pending = 0;
  return {
    warnings,
    maxEntryBytes,
    get pending() {
      return pending;
    },
    append(entry: LogEntry) {
      const { body } = entry;
      return new Promise((resolve, reject) => {
        if (body.length > maxEntryBytes) return reject(tooLarge(maxEntryBytes));
        const end = Date.now() + options.publishTimeoutMs;
        const headers = headersOf(entry);
        const settled = (error?: Error) => {
          // A cluster that chooses a new leader answers again within seconds, and a key that got through counts once.
          if (error !== undefined && mayPass(error, end))
            return setTimeout(() => publisher.publish({ body, headers, settled }), AGAIN_AFTER_MS);
          pending--;
          if (error === undefined) resolve();
          else reject(publishError(error));
        };
        pending++;
        publisher.publish({ body, headers, settled });
      });
    },
    async reader(): Promise<LogReader> {
      return openNatsReader(connection, options);
    },
    async lag(): Promise<LogLag> {
      const { state } = await manager.streams.info(options.stream);
      return {
        entries: state.messages,
        bytes: state.bytes,
        oldestReceivedAt: state.messages === 0 ? null : Date.parse(state.first_ts),
      };
    },
    async close() {
      await publisher.close();
      await connection.drain();
    },
  };
}

/** Tries again while a cluster has no leader yet. */
async function patiently<T>(timeoutMs: number, attempt: () => Promise<T>): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error, end)) throw error;
      await sleep(AGAIN_AFTER_MS);
    }
  }
}

function mayPass(error: unknown, end: number): boolean {
  if (Date.now() >= end) return false;
  return (error instanceof StreamRefusal && error.code === IN_PROCESS) || LEADERLESS.test(explain(error));
}

function tooLarge(bytes: number): LogError {
  return new LogError(
    "too_large",
    `a message of the log holds at most ${bytes} bytes: raise max_payload of the NATS servers`,
  );
}

async function findOrMakeStream(manager: JetStreamManager, options: NatsLogOptions): Promise<StreamInfo> {
  const found = await manager.streams.info(options.stream).catch(() => undefined);
  return (
    found ??
    manager.streams.add({
      name: options.stream,
      subjects: [options.subject],
      storage: StorageType.File,
      // An entry leaves the stream once a worker has stored it.
      retention: RetentionPolicy.Workqueue,
      // Full means that nothing more is taken: an entry that was acknowledged is never pushed out.
      discard: DiscardPolicy.New,
      max_bytes: options.maxBytes,
      num_replicas: options.replicas,
      duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    })
  );
}

async function findOrMakeConsumer(manager: JetStreamManager, options: NatsLogOptions): Promise<void> {
  const config: Partial<ConsumerConfig> = {
    durable_name: options.consumer,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(options.ackWaitMs),
    // Entries are handed out until they are stored or in the quarantine, however often that takes.
    max_deliver: -1,
    // Of all workers together: each holds some batches at once.
    max_ack_pending: 200_000,
  };
  await manager.consumers
    .info(options.stream, options.consumer)
    .catch(() => manager.consumers.add(options.stream, config));
}

function warningsOf({ config }: StreamInfo): readonly string[] {
  const rows: readonly (readonly [boolean, string])[] = [
    [
      config.num_replicas < 2,
      "the stream has one replica: an acknowledged event is on one server only, which syncs its disk every two minutes; use three servers and replicas=3",
    ],
    [
      config.storage !== StorageType.File,
      "the stream is kept in memory: a restart loses what is not stored yet",
    ],
    [
      config.retention !== RetentionPolicy.Workqueue,
      "the stream keeps entries after they are stored: its retention is not workqueue",
    ],
    [
      config.discard !== DiscardPolicy.New,
      "the stream drops its oldest entries when it is full, although they were acknowledged: its discard policy is not new",
    ],
  ];
  return rows.filter(([applies]) => applies).map(([, text]) => text);
}

function publishError(error: unknown): LogError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "number" && FULL_CODES.has(code))
    return new LogError("full", "the stream is full: start more workers or raise its max_bytes", {
      cause: error,
    });
  return new LogError("unavailable", `the log does not answer: ${explain(error)}`, { cause: error });
}

const WAYS_OUT: readonly (readonly [RegExp, string])[] = [
  [/insufficient storage/i, "; lower max_bytes in the URL, or raise max_file_store of the NATS servers"],
  [
    /no suitable peers|replicas > 1/i,
    "; start as many NATS servers as replicas, or lower replicas in the URL",
  ],
  [/not enabled|no responders/i, "; start the NATS servers with JetStream (`nats-server -js`)"],
];

function wayOut(error: unknown): string {
  return WAYS_OUT.find(([pattern]) => pattern.test(explain(error)))?.[1] ?? "";
}

function explain(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "NATS gave no reason";
}
