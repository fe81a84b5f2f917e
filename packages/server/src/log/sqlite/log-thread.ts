/** The thread that owns the file of the log: it appends, reads and removes, one thing after the other. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type FileErrorCode, openOrTell, reasonOf } from "./file-errors.js";
import { createReaderDesk } from "./reader-desk.js";
import type { FromLogThread, ToLogThread } from "./thread-messages.js";

/** How long removals wait for an append to share a commit with. */
const REMOVE_AFTER_MS = 50;
/** Bounds one commit, so that no request waits for the disk for long. */
const COMMIT_BYTES = 4 * 1024 * 1024;

type Append = Extract<ToLogThread, { type: "append" }>;

if (parentPort !== null) serve(parentPort, String(workerData));

function serve(port: MessagePort, path: string): void {
  const tell = (message: FromLogThread) => port.postMessage(message);
  const file = openOrTell(path, tell);
  if (file === undefined) {
    port.close();
    return;
  }
  const desk = createReaderDesk(file);
  let broken: { readonly code: FileErrorCode; readonly reason: string } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const settle = () => {
    timer = undefined;
    const through = desk.takeDone();
    if (through === 0) return;
    try {
      if (file.remove(through)) {
        desk.giveBack(through);
        timer = setTimeout(settle, 0);
      } else file.compact();
    } catch (error) {
      // On a full disk nothing can be removed either; the next append or removal takes it along.
      desk.giveBack(through);
      if (reasonOf(error).code === "broken") broken = reasonOf(error);
    }
    tell({ type: "lag", lag: file.lag() });
  };
  desk.onDone(() => {
    timer ??= setTimeout(settle, REMOVE_AFTER_MS);
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
    const through = desk.takeDone();
    const start = performance.now();
    let ids: readonly number[];
    try {
      ids = file.append(groups, through);
    } catch (error) {
      desk.giveBack(through);
      const reason = reasonOf(error);
      if (reason.code === "broken") broken = reason;
      return tell({ type: "failed", groups: groups.length, ...reason });
    }
    tell({
      type: "appended",
      groups: groups.length,
      lag: file.lag(),
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
    backup({ path: target }) {
      try {
        file.backup(target);
        tell({ type: "backed-up", error: null });
      } catch (error) {
        tell({ type: "backed-up", error: reasonOf(error).reason });
      }
    },
    close() {
      clearTimeout(timer);
      settle();
      desk.close();
      file.close();
      tell({ type: "closed" });
      port.close();
    },
  };
  const handle = (message: ToLogThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: ToLogThread) => void)(message);
  };
  port.on("message", handle);
  tell({ type: "opened", lag: file.lag() });
}
