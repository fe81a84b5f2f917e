import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { DeliveredEntry } from "../../log/log.js";
import { createIngest } from "../../worker/ingest.js";
import { openDuckDbStore } from "../duckdb/duckdb-store.js";
import type { ExportQuery, Store } from "../store.js";
import { storeErrorCode } from "../store-error.js";
import type { Answer, Call, ThreadOptions } from "./messages.js";

/* The other end of start-store-thread.ts: a store and its judging, apart from the thread that receives. */

if (parentPort !== null) serve(parentPort, openDuckDbStore(workerData as ThreadOptions));

function serve(port: MessagePort, store: Store): void {
  const ingest = createIngest(store);
  const exports = new Map<number, AsyncIterator<Uint8Array>>();
  let exported = 0;

  /** What is not a method of the store. Parameters come from this module's other end. */
  const others: Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>> = {
    ingest: (entries) => ingest(entries as readonly DeliveredEntry[]),
    "open export": (query) => {
      exported += 1;
      exports.set(exported, store.export(query as ExportQuery)[Symbol.asyncIterator]());
      return exported;
    },
    "next piece": async (id) => {
      const next = await exports.get(Number(id))?.next();
      return next === undefined || next.done === true ? null : next.value;
    },
    "end export": async (id) => {
      await exports.get(Number(id))?.return?.();
      exports.delete(Number(id));
    },
  };

  const run = async ({ id, name, parameters }: Call): Promise<Answer> => {
    try {
      const method: unknown = others[name] ?? Reflect.get(store, name);
      if (typeof method !== "function") throw new TypeError("no such call");
      return { id, ok: true, value: await Reflect.apply(method, undefined, parameters) };
    } catch (error) {
      const message = error instanceof Error ? error.message : "unexpected error";
      return { id, ok: false, code: storeErrorCode(error) ?? "unavailable", message };
    }
  };

  port.on("message", (call: Call) => {
    void run(call).then((answer) => {
      port.postMessage(answer);
      if (call.name === "close") port.close();
    });
  });
}
