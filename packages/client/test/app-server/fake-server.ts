import { once } from "node:events";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { type AppServerClient, type ClientOptions, connectAppServer } from "../../src/app-server/index.js";

/** What the client sent, as the server reads it. */
export interface Received {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The server's side of a pair of streams. */
export interface FakeServer {
  readonly client: AppServerClient;
  /** The next message of the client. */
  next(): Promise<Received>;
  /** Writes one message. */
  say(message: unknown): void;
  /** Writes bytes as they are. */
  write(bytes: string | Uint8Array): void;
  /** Closes the server's output. */
  hangUp(): void;
  /** How many messages of the client were not asked for with `next`. */
  unread(): number;
}

/** A client and, at the other end of streams in memory, a server that the test plays. */
export function fakeServer(options: ClientOptions = {}): FakeServer {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const received: Received[] = [];
  const arrivals = new PassThrough({ objectMode: true });
  createInterface({ input: toServer }).on("line", (line) => {
    // What a test of the client writes is a JSON object.
    received.push(JSON.parse(line) as Received);
    arrivals.emit("arrival");
  });
  return {
    client: connectAppServer({ readable: toClient, writable: toServer }, options),
    next: async () => {
      for (;;) {
        const found = received.shift();
        if (found !== undefined) return found;
        await once(arrivals, "arrival");
      }
    },
    say: (message) => toClient.write(`${JSON.stringify(message)}\n`),
    write: (bytes) => toClient.write(bytes),
    hangUp: () => toClient.end(),
    unread: () => received.length,
  };
}
