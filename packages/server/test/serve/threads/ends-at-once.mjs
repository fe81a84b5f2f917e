/** In the place of the thread of the store: opens nothing, says that it is ready, and ends by an error. */
import { parentPort } from "node:worker_threads";

parentPort?.postMessage({ type: "ready", description: "nothing", migrations: [] });
setImmediate(() => {
  throw new Error("the thread is gone");
});
