/** A server to be loaded, as a process of its own. `node serve-process.js <folder> judging|counting` */
import { startServer } from "@codex-contracts/server";

const [folder = "", mode = "judging"] = process.argv.slice(2);

/** What the same server costs that takes everything: the body is parsed and its events are counted. */
function countOnly(body: Buffer) {
  const { events } = JSON.parse(body.toString("latin1")) as { readonly events: readonly unknown[] };
  return { ok: true, events, findings: [], accepted: events.length, unknown: 0, quarantined: 0 } as const;
}

const server = await startServer({ folder, port: 0 }, mode === "counting" ? { judge: countOnly } : {});
process.on("message", async () => {
  await server.drained(120_000);
  process.send?.("drained");
});
process.on("disconnect", () => server.close());
process.send?.(server.url);
