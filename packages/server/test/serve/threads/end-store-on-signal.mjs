/**
 * Loaded before a server (`--import`), and so into its threads: on SIGUSR2 an error that nobody catches is thrown in the
 * thread of the store.
 */
import { BroadcastChannel, isMainThread, workerData } from "node:worker_threads";

const channel = new BroadcastChannel("end the thread of the store");
channel.unref();
if (isMainThread) process.on("SIGUSR2", () => channel.postMessage(""));
// The thread of the log is started with the name of its file.
else if (typeof workerData === "object")
  channel.onmessage = () => {
    throw new Error("the thread is gone");
  };
else channel.close();
