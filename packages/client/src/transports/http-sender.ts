import type { IncomingMessage } from "node:http";
import type { HeaderValues } from "./header-values.js";

/** One POST. */
export interface HttpPost {
  readonly body: Uint8Array;
  readonly headers: HeaderValues;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The body, cut off after 64 KiB. */
  readonly text: string;
}

/** Posts to one URL. */
export interface HttpSender {
  /** Rejects when there is no whole answer. */
  post(post: HttpPost): Promise<HttpAnswer>;
  close(): Promise<void>;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/** Posts by `node:http` over connections that are kept, and that never keep the process alive. */
export function nodeHttp(url: URL): HttpSender {
  const connect = async () => {
    // Loaded with the first request: a client that sends nothing costs nothing.
    const { Agent, request } =
      url.protocol === "https:" ? await import("node:https") : await import("node:http");
    return { agent: new Agent({ keepAlive: true }), request };
  };
  let connection: ReturnType<typeof connect> | undefined;
  return {
    async post({ body, headers, signal }) {
      connection ??= connect();
      const { agent, request } = await connection;
      return new Promise((resolve, reject) => {
        const length = { "content-length": String(body.length) };
        const sent = request(url, { method: "POST", agent, signal, headers: { ...headers, ...length } });
        sent.on("socket", (socket) => socket.unref());
        sent.on("error", reject);
        sent.on("response", (answer) => void readAnswer(answer).then(resolve, reject));
        sent.end(body);
      });
    },
    async close() {
      (await connection)?.agent.destroy();
    },
  };
}

/** Posts by a `fetch`. */
export function viaFetch(url: URL, send: typeof fetch): HttpSender {
  return {
    async post({ body, headers, signal }) {
      const answer = await send(url, { method: "POST", body, headers, signal, redirect: "manual" });
      const text = await answer.text();
      return {
        status: answer.status,
        retryAfter: answer.headers.get("retry-after") ?? undefined,
        text: text.slice(0, MAX_ANSWER_BYTES),
      };
    },
    close: () => Promise.resolve(),
  };
}

async function readAnswer(answer: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
  }
  const { statusCode: status = 0, headers } = answer;
  return { status, retryAfter: headers["retry-after"], text: Buffer.concat(chunks).toString() };
}
