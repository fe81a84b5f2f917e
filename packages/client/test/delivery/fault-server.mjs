// An ingestion server that misbehaves on demand, in a process of its own so that it can die. It knows nothing:
// what it has read it tells its parent before it answers, and the parent counts each event once.
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

/** What happens to a request, by the name of the fault. */
const faults = {
  none: (response) => response.end('{"accepted":0,"quarantined":0,"unknown":0,"duplicates":0,"findings":[]}'),
  error: (response) => response.writeHead(500).end("no"),
  busy: (response) => response.writeHead(429, { "retry-after": "0" }).end(),
  slow: async (response) => {
    await delay(400);
    response.end("{}");
  },
  // The events are there, the answer is not.
  "reset-after": (response) => response.socket?.destroy(),
  "half-answer": (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{");
    setTimeout(() => response.socket?.destroy(), 5);
  },
};

let fault = process.argv[3] ?? "none";

const server = createServer(async (request, response) => {
  if (fault === "reset-before") return request.socket.destroy();
  if (fault === "reset-during") return request.once("data", () => request.socket.destroy());
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return;
  }
  const bytes = Buffer.concat(chunks);
  const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
  const answer = faults[fault];
  const taken = fault !== "error" && fault !== "busy";
  const { headers } = request;
  const turns = JSON.parse(body.toString()).events.map(({ event_params: params }) => params.turn_id);
  const sent = {
    turns,
    keys: headers["x-codex-contracts-event-keys"],
    id: headers["idempotency-key"],
    taken,
  };
  process.send?.(sent, () => answer(response));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("message", (next) => {
  fault = next;
});
process.on("disconnect", () => process.exit());
