/** The program that all contenders send to: takes any batch, counts its events, says how many there were. */
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";

let events = 0;

const server = createServer(async (request, response) => {
  if (request.url === "/count") {
    response.end(String(events));
    return;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  events += eventsIn(Buffer.concat(chunks));
  response.setHeader("content-type", "application/json");
  response.end('{"status":1}');
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());

/** posthog-node and Segment call the list `batch`, Codex calls it `events`. Packed bodies begin with 1f 8b. */
function eventsIn(body: Buffer): number {
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  const { batch, events: list } = JSON.parse(plain.toString());
  return (batch ?? list ?? []).length;
}
