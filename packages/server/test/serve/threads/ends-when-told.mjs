/** The thread of the store as it is, and an error outside of every promise as soon as somebody says so. */
import { BroadcastChannel } from "node:worker_threads";
import "../../../dist/serve/store-thread.js";

const channel = new BroadcastChannel("end the thread of the store");
channel.onmessage = () => {
  throw new Error("the thread is gone");
};
channel.unref();
