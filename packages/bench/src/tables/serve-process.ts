/** A server to be loaded, as a process of its own. `node serve-process.js <folder> judging|counting|bare` */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { growHeap, startServer } from "@codex-contracts/server";

const [folder = "", mode = "judging"] = process.argv.slice(2);

/** What the same server costs that takes everything: the body is parsed and its events are counted. */
function countOnly(body: Buffer) {
  const { events } = JSON.parse(body.toString("latin1")) as { readonly events: readonly unknown[] };
  return { ok: true, events, findings: [], accepted: events.length, unknown: 0, quarantined: 0 } as const;
}

if (mode === "bare") bare();
else await whole();

/** The least that a server can do: nothing is kept. */
function bare(): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { accepted } = countOnly(Buffer.concat(chunks));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ accepted }));
    });
  });
  process.on("message", () => process.send?.("drained"));
  process.on("disconnect", () => process.exit());
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.send?.(`http://127.0.0.1:${port}`);
  });
}

async function whole(): Promise<void> {
  growHeap();
  const server = await startServer({ folder, port: 0 }, mode === "counting" ? { judge: countOnly } : {});
  process.on("message", async () => {
    await server.drained(120_000);
    process.send?.("drained");
  });
  process.on("disconnect", () => server.close());
  process.send?.(server.url);
}
