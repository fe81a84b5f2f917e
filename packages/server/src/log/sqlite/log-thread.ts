/** The thread that owns the file of the log: it appends, reads and removes, one thing after the other. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type FileErrorCode, openOrTell, reasonOf } from "./file-errors.js";
import { createReaderDesk } from "./reader-desk.js";
import type { FromLogThread, ToLogThread } from "./thread-messages.js";

/** How long removals wait for an append to share a commit with. */
const REMOVE_AFTER_MS = 50;

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
      file.remove(through);
      file.compact();
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

  const append = ({ data, entries, oldest }: Extract<ToLogThread, { type: "append" }>) => {
    if (broken !== undefined) return tell({ type: "failed", ...broken });
    const through = desk.takeDone();
    const start = performance.now();
    try {
      file.append({ data, entries, oldest }, through);
    } catch (error) {
      desk.giveBack(through);
      const reason = reasonOf(error);
      if (reason.code === "broken") broken = reason;
      return tell({ type: "failed", ...reason });
    }
    tell({ type: "appended", lag: file.lag(), ms: performance.now() - start });
    desk.wake();
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
  port.on("message", (message: ToLogThread) => {
    // The table has a handler for each type, of exactly that message.
    (handlers[message.type] as (message: ToLogThread) => void)(message);
  });
  tell({ type: "opened", lag: file.lag() });
}
