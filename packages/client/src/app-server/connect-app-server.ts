import { AppServerClient, type ClientOptions } from "./app-server-client.js";
import type { StreamPair } from "./transport.js";

/** Talks to an app-server over streams that exist already. Closing the client ends and destroys both. */
export function connectAppServer(streams: StreamPair, options?: ClientOptions): AppServerClient {
  const { readable, writable } = streams;
  return new AppServerClient(
    {
      readable,
      writable,
      pid: undefined,
      ended: undefined,
      end: async () => {
        writable.end();
      },
    },
    options,
  );
}
