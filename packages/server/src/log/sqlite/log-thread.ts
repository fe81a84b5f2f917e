/** The thread that owns the files of the log: it appends, reads and removes, one thing after the other. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type FileErrorCode, reasonOf } from "./file-errors.js";
import { createReaderDesk } from "./reader-desk.js";
import { openSegmentLog, type SegmentLog } from "./segment-log.js";
import type { FromLogThread, ToLogThread } from "./thread-messages.js";

/** Time from when something was settled until it is written down. */
const SAVE_AFTER_MS = 100;
/** Bounds one commit, so that no request waits for the disk for long. */
const COMMIT_BYTES = 4 * 1024 * 1024;

type Append = Extract<ToLogThread, { type: "append" }>;

if (parentPort !== null) serve(parentPort, String(workerData));

function serve(port: MessagePort, folder: string): void {
  const tell = (message: FromLogThread) => port.postMessage(message);
  const log = openOrTell(folder, tell);
  if (log === undefined) {
    port.close();
    return;
  }
  let broken: { readonly code: FileErrorCode; readonly reason: string } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let backups = Promise.resolve();

  /** Nothing here is lost when it fails; but nothing is written to a disk that fails. */
  const tidy = (work: () => void) => {
    try {
      work();
    } catch (error) {
      const reason = reasonOf(error);
      if (reason.code === "broken") broken = reason;
    }
  };
  const save = () => {
    timer = undefined;
    tidy(log.save);
  };
  const desk = createReaderDesk(log, (through) => {
    tidy(() => log.settle(through));
    timer ??= setTimeout(save, SAVE_AFTER_MS);
    tell({ type: "lag", lag: log.lag() });
  });

  /** Takes the groups that wait with this one; a message of another kind ends them and is returned. */
  const gather = (groups: Append[]): ToLogThread | undefined => {
    let bytes = groups[0]?.data.byteLength ?? 0;
    while (bytes < COMMIT_BYTES) {
      // The other side sends nothing else.
      const next = receiveMessageOnPort(port)?.message as ToLogThread | undefined;
      if (next?.type !== "append") return next;
      groups.push(next);
      bytes += next.data.byteLength;
    }
    return undefined;
  };

  const commit = (groups: readonly Append[]) => {
    if (broken !== undefined) return tell({ type: "failed", groups: groups.length, ...broken });
    const start = performance.now();
    let ids: readonly number[];
    try {
      ids = log.append(groups);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason.code === "broken") broken = reason;
      return tell({ type: "failed", groups: groups.length, ...reason });
    }
    tell({
      type: "appended",
      groups: groups.length,
      lag: log.lag(),
      ms: performance.now() - start,
    });
    desk.appended(groups.map(({ data, entries }, i) => ({ id: ids[i] ?? 0, data, entries })));
  };

  const append = (first: Append) => {
    const groups = [first];
    const next = gather(groups);
    commit(groups);
    if (next !== undefined) handle(next);
  };

  const handlers: {
    readonly [T in ToLogThread["type"]]: (message: Extract<ToLogThread, { type: T }>) => void;
  } = {
    append,
    reader: (message) => desk.open(message.port),
    backup({ folder: target }) {
      // One after the other: they are answered in their order.
      backups = backups
        .then(() => log.backup(target))
        .then(
          () => tell({ type: "backed-up", error: null }),
          (error: unknown) => tell({ type: "backed-up", error: reasonOf(error).reason }),
        );
    },
    async close() {
      await backups;
      clearTimeout(timer);
      desk.close();
      tidy(log.close);
      tell({ type: "closed" });
      port.close();
    },
  };
  const handle = (message: ToLogThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: ToLogThread) => void)(message);
  };
  port.on("message", handle);
  tell({ type: "opened", lag: log.lag() });
}

/** Opens the log; when another process has it, says so instead. */
function openOrTell(folder: string, tell: (message: FromLogThread) => void): SegmentLog | undefined {
  try {
    return openSegmentLog(folder);
  } catch (error) {
    if (reasonOf(error).code !== "locked") throw error;
    tell({ type: "locked" });
    return undefined;
  }
}
