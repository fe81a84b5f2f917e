import { existsSync } from "node:fs";
import { basename } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { type Deferred, deferred } from "../../deferred.js";
import type { Log, LogEntry, LogLag } from "../log.js";
import { LogError } from "../log-error.js";
import { ENTRY_OVERHEAD, packEntries } from "./frame.js";
import { createPortReader } from "./port-reader.js";
import type { FromLogThread, ToLogThread } from "./thread-messages.js";

/** The embedded log. */
export interface SqliteLog extends Log {
  /** Bytes of the entries that are not durable yet. */
  readonly pendingBytes: number;
  /** The latest lag, without asking. */
  readonly latestLag: LogLag;
  /** For other threads to look at: see {@link Pressure}. */
  readonly pressure: Pressure;
  /** A port for `createPortReader`, to be handed to the thread that reads. */
  readerPort(): MessagePort;
  /** Copies what has been appended so far and is not stored yet into a new folder, while the log runs. */
  backup(folder: string): Promise<void>;
}

/** In shared memory: requests that wait for the disk; of what is not stored yet, the KiB, and how long it has waited in ms. */
export type Pressure = Int32Array<SharedArrayBuffer>;

export interface SqliteLogOptions {
  /** Is told of each commit: how many entries it held, and how long it took in milliseconds. */
  readonly onCommit?: (entries: number, ms: number) => void;
}

const WAY_OUT = "let that version store what is in it, then remove it";
/** Bounds one group, and with it what a reader gets at least at once. */
const GROUP_ENTRIES = 512;
const GROUP_BYTES = 2 * 1024 * 1024;
/** A group of so many entries does not wait for more: the disk works while the next ones are read from the network. */
const EAGER_ENTRIES = 8;
/** Groups that the thread holds at most; it commits those that have come meanwhile together. */
const GROUPS_UNDER_WAY = 8;

const MOST_INT32 = 2 ** 31 - 1;

interface Waiting {
  readonly entry: LogEntry;
  readonly resolve: () => void;
  readonly reject: (error: LogError) => void;
}

/**
 * Opens the log in a folder, and makes the folder when it is not there. A thread of its own owns the files, so that
 * waiting for the disk holds up nothing else. Entries that come while a commit is under way share the next one. Throws a
 * {@link LogError} `locked` when another process has the log open.
 */
export async function openSqliteLog(folder: string, { onCommit }: SqliteLogOptions = {}): Promise<SqliteLog> {
  if (existsSync(`${folder}.sqlite`))
    throw new LogError("broken", `${basename(folder)}.sqlite is the log of an earlier version: ${WAY_OUT}`);
  const thread = new Worker(new URL("./log-thread.js", import.meta.url), { workerData: folder });
  const tell = (message: ToLogThread, transfer: (ArrayBuffer | MessagePort)[] = []) =>
    thread.postMessage(message, transfer);
  let queue: Waiting[] = [];
  const underWay: Waiting[][] = [];
  const pressure: Pressure = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  let pending = 0;
  let pendingBytes = 0;
  let scheduled = false;
  let ended: LogError | undefined;
  let latestLag: LogLag = { entries: 0, bytes: 0, oldestReceivedAt: null };
  const settled = {
    opened: deferred<void>(),
    closed: deferred<void>(),
    backups: [] as Deferred<void>[],
  };

  const setLag = (lag: LogLag) => {
    latestLag = lag;
    pressure[1] = lag.bytes / 1024;
    const waitedMs = lag.oldestReceivedAt === null ? 0 : Date.now() - lag.oldestReceivedAt;
    pressure[2] = Math.min(waitedMs, MOST_INT32);
  };

  const send = () => {
    scheduled = false;
    while (queue.length > 0 && underWay.length < GROUPS_UNDER_WAY) {
      let [entries, bytes] = [0, 0];
      while (entries < queue.length && entries < GROUP_ENTRIES && bytes < GROUP_BYTES) {
        bytes += queue[entries]?.entry.body.length ?? 0;
        entries += 1;
      }
      const group = entries === queue.length ? queue : queue.slice(0, entries);
      queue = entries === queue.length ? [] : queue.slice(entries);
      underWay.push(group);
      const data = packEntries(group.map(({ entry }) => entry));
      const oldest = group[0]?.entry.receivedAt ?? 0;
      tell({ type: "append", data, entries, oldest }, [data.buffer]);
    }
  };

  const finish = (groups: number, settle: (waiting: Waiting) => void) => {
    const done = underWay.splice(0, groups);
    // First of all the disk: what has come meanwhile has waited for a whole commit.
    send();
    for (const group of done)
      for (const waiting of group) {
        pending -= 1;
        pendingBytes -= sizeOf(waiting.entry);
        settle(waiting);
      }
    pressure[0] = pending;
    if (pending === 0) thread.unref();
  };

  const end = (error: LogError) => {
    ended ??= error;
    const waiting = [...underWay.splice(0).flat(), ...queue];
    queue = [];
    pending = 0;
    pendingBytes = 0;
    for (const { reject } of waiting) reject(error);
    settled.opened.reject(error);
    settled.closed.resolve();
    for (const backup of settled.backups.splice(0)) backup.reject(error);
  };

  const handlers: {
    readonly [T in FromLogThread["type"]]: (message: Extract<FromLogThread, { type: T }>) => void;
  } = {
    opened({ lag }) {
      setLag(lag);
      settled.opened.resolve();
    },
    locked: () => end(new LogError("locked")),
    appended({ groups, lag, ms }) {
      setLag(lag);
      onCommit?.(sum(underWay.slice(0, groups).map((group) => group.length)), ms);
      finish(groups, ({ resolve }) => resolve());
    },
    failed({ groups, code, reason }) {
      const error = new LogError(code, undefined, { cause: reason });
      finish(groups, ({ reject }) => reject(error));
    },
    lag: ({ lag }) => setLag(lag),
    "backed-up"({ error }) {
      const backup = settled.backups.shift();
      if (error === null) backup?.resolve();
      else backup?.reject(new Error(`the log cannot be copied: ${error}`));
    },
    // Everything is settled when the thread has ended.
    closed: () => {},
  };
  thread.on("message", (message: FromLogThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: FromLogThread) => void)(message);
  });
  thread.on("error", (cause) => end(new LogError("broken", undefined, { cause })));
  thread.on("exit", () => end(new LogError("closed")));
  await settled.opened.promise;
  thread.unref();

  const readerPort = () => {
    const { port1, port2 } = new MessageChannel();
    tell({ type: "reader", port: port1 }, [port1]);
    return port2;
  };

  return {
    append(entry) {
      if (ended !== undefined) return Promise.reject(ended);
      return new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject });
        pending += 1;
        pressure[0] = pending;
        pendingBytes += sizeOf(entry);
        if (pending === 1) thread.ref();
        if (queue.length >= EAGER_ENTRIES) send();
        else if (!scheduled) {
          // What this turn of the event loop reads from the network goes together.
          scheduled = true;
          setImmediate(send);
        }
      });
    },
    get pending() {
      return pending;
    },
    get pendingBytes() {
      return pendingBytes;
    },
    get latestLag() {
      return latestLag;
    },
    async lag() {
      return latestLag;
    },
    pressure,
    readerPort,
    async reader() {
      return createPortReader(readerPort());
    },
    backup(target) {
      const backup = deferred<void>();
      settled.backups.push(backup);
      tell({ type: "backup", folder: target });
      return backup.promise;
    },
    async close() {
      if (ended !== undefined) return;
      thread.ref();
      tell({ type: "close" });
      await settled.closed.promise;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function sizeOf({ body }: LogEntry): number {
  return body.length + ENTRY_OVERHEAD;
}
