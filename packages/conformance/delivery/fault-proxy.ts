import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What becomes of one request on its way to the server. */
export type Fault = "none" | "500" | "429" | "slow" | "lost answer" | "reset half way" | "away";

export interface FaultProxy {
  readonly baseUrl: string;
  /** How many requests met a fault. */
  readonly met: number;
  close(): Promise<void>;
}

/** Stands between a client and a server, and lets happen to the nth request what `faultOf` says. */
export async function faultProxy(
  target: string,
  faultOf: (request: number) => Fault,
  slowMs: number,
): Promise<FaultProxy> {
  let requests = 0;
  let met = 0;
  const ways: Readonly<Record<Fault, (request: IncomingMessage, response: ServerResponse) => Promise<void>>> =
    {
      async none(request, response) {
        const answer = await forward(request);
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(await answer.text());
      },
      async "500"(request, response) {
        await bodyOf(request);
        response.writeHead(500).end();
      },
      async "429"(request, response) {
        await bodyOf(request);
        response.writeHead(429, { "retry-after": "1" }).end();
      },
      async slow(request, response) {
        await (await forward(request)).arrayBuffer();
        await new Promise((resolve) => setTimeout(resolve, slowMs));
        response.destroy();
      },
      async "lost answer"(request, response) {
        await (await forward(request)).arrayBuffer();
        response.destroy();
      },
      async "reset half way"(request, response) {
        await once(request, "data");
        response.destroy();
      },
      async away(_, response) {
        response.destroy();
      },
    };
  const server = createServer((request, response) => {
    const fault = faultOf(requests++);
    if (fault !== "none") met += 1;
    ways[fault](request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");

  async function forward(request: IncomingMessage): Promise<Response> {
    const body = await bodyOf(request);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && !HOP_BY_HOP.has(name) ? [[name, value]] : [],
    );
    return fetch(`${target}${request.url}`, { method: "POST", headers, body: new Uint8Array(body) });
  }
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    get met() {
      return met;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
]);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
