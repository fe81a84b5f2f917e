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
  /** A port for `createPortReader`, to be handed to the thread that reads. */
  readerPort(): MessagePort;
  /** Copies what has been appended so far into a new file, while the log runs. */
  backup(path: string): Promise<void>;
}

export interface SqliteLogOptions {
  /** Is told of each commit: how many entries it held, and how long it took in milliseconds. */
  readonly onCommit?: (entries: number, ms: number) => void;
}

/** Bounds one commit, and with it what a reader gets at least at once. */
const GROUP_ENTRIES = 512;
const GROUP_BYTES = 2 * 1024 * 1024;

interface Waiting {
  readonly entry: LogEntry;
  readonly resolve: () => void;
  readonly reject: (error: LogError) => void;
}

/**
 * Opens the log in a file. A thread of its own owns the file, so that waiting for the disk holds up nothing else.
 * Entries that come while a commit is under way share the next one. Throws a {@link LogError} `locked` when another
 * process has the file open.
 */
export async function openSqliteLog(path: string, { onCommit }: SqliteLogOptions = {}): Promise<SqliteLog> {
  const thread = new Worker(new URL("./log-thread.js", import.meta.url), { workerData: path });
  const tell = (message: ToLogThread, transfer: (ArrayBuffer | MessagePort)[] = []) =>
    thread.postMessage(message, transfer);
  const queue: Waiting[] = [];
  let group: Waiting[] = [];
  let pendingBytes = 0;
  let scheduled = false;
  let ended: LogError | undefined;
  let latestLag: LogLag = { entries: 0, bytes: 0, oldestReceivedAt: null };
  const settled = {
    opened: deferred<void>(),
    closed: deferred<void>(),
    backups: [] as Deferred<void>[],
  };

  const commit = () => {
    scheduled = false;
    if (group.length > 0 || queue.length === 0) return;
    let [entries, bytes] = [0, 0];
    while (entries < queue.length && entries < GROUP_ENTRIES && bytes < GROUP_BYTES) {
      bytes += queue[entries]?.entry.body.length ?? 0;
      entries += 1;
    }
    group = queue.splice(0, entries);
    const data = packEntries(group.map(({ entry }) => entry));
    const oldest = group[0]?.entry.receivedAt ?? 0;
    tell({ type: "append", data, entries, oldest }, [data.buffer]);
  };

  const finish = (settle: (waiting: Waiting) => void) => {
    const done = group;
    group = [];
    for (const waiting of done) {
      pendingBytes -= sizeOf(waiting.entry);
      settle(waiting);
    }
    // At once: what has come meanwhile has waited for a whole commit.
    commit();
    if (queue.length === 0 && group.length === 0) thread.unref();
  };

  const end = (error: LogError) => {
    ended ??= error;
    for (const waiting of [...group.splice(0), ...queue.splice(0)]) waiting.reject(error);
    pendingBytes = 0;
    settled.opened.reject(error);
    settled.closed.resolve();
    for (const backup of settled.backups.splice(0)) backup.reject(error);
  };

  const handlers: {
    readonly [T in FromLogThread["type"]]: (message: Extract<FromLogThread, { type: T }>) => void;
  } = {
    opened({ lag }) {
      latestLag = lag;
      settled.opened.resolve();
    },
    locked: () => end(new LogError("locked")),
    appended({ lag, ms }) {
      latestLag = lag;
      onCommit?.(group.length, ms);
      finish(({ resolve }) => resolve());
    },
    failed({ code, reason }) {
      const error = new LogError(code, undefined, { cause: reason });
      finish(({ reject }) => reject(error));
    },
    lag({ lag }) {
      latestLag = lag;
    },
    "backed-up"({ error }) {
      const backup = settled.backups.shift();
      if (error === null) backup?.resolve();
      else backup?.reject(new Error(`the log cannot be copied: ${error}`));
    },
    // Everything is settled when the thread has ended: only then SQLite lets go of the file.
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
        pendingBytes += sizeOf(entry);
        if (scheduled || group.length > 0) return;
        // Everything that this turn of the event loop reads from the network shares the commit.
        scheduled = true;
        thread.ref();
        setImmediate(commit);
      });
    },
    get pending() {
      return queue.length + group.length;
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
    readerPort,
    async reader() {
      return createPortReader(readerPort());
    },
    backup(target) {
      const backup = deferred<void>();
      settled.backups.push(backup);
      tell({ type: "backup", path: target });
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

function sizeOf({ body }: LogEntry): number {
  return body.length + ENTRY_OVERHEAD;
}
