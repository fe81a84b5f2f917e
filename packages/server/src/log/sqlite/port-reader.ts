import type { MessagePort } from "node:worker_threads";
import type { DeliveredEntry, LogBatch, LogReader } from "../log.js";
import { unpackEntries } from "./frame.js";
import type { FromReader, ToReader } from "./thread-messages.js";

/** Reads the log through a port to the thread that owns it; the port may have been handed to another thread. */
export function createPortReader(port: MessagePort): LogReader {
  const waiting: ((message: ToReader) => void)[] = [];
  const tell = (message: FromReader) => port.postMessage(message);
  const settle = (message: ToReader) => waiting.shift()?.(message);
  port.on("message", settle);
  // The thread is gone, or another reader has taken over: nothing comes any more.
  port.on("close", () => {
    for (const resolve of waiting.splice(0)) resolve({ segments: [] });
  });
  port.unref();

  return {
    async read(limits) {
      port.ref();
      const { segments } = await new Promise<ToReader>((resolve) => {
        waiting.push(resolve);
        tell({ type: "read", ...limits });
      });
      if (waiting.length === 0) port.unref();
      return batchOf(segments, tell);
    },
    async close() {
      port.close();
    },
  };
}

function batchOf(segments: ToReader["segments"], tell: (message: FromReader) => void): LogBatch {
  const entries: DeliveredEntry[] = segments.flatMap(({ data, id, deliveries }) =>
    unpackEntries(data, id, deliveries),
  );
  const last = segments.at(-1);
  return {
    entries,
    async done() {
      if (last !== undefined) tell({ type: "done", through: last.id });
    },
    async again() {
      if (last !== undefined) tell({ type: "again", segments: segments.map(({ id }) => id) });
    },
  };
}
