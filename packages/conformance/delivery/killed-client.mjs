// Records events into a shared spool until it is killed. Each one that it notes, in a file of its own, is on disk then.
// Arguments: base URL, folder of the spool, file for notes, name of the run.
import { openSync, writeSync } from "node:fs";
import { createAnalyticsClient, httpTransport } from "@codex-contracts/client";
import { buildHookRunEvent } from "@codex-contracts/fixtures";

const [baseUrl = "", folder = "", notes = "", run = ""] = process.argv.slice(2);
const file = openSync(notes, "w");
const client = createAnalyticsClient({
  transport: httpTransport({ baseUrl }),
  runtime: { codex_rs_version: "0", runtime_os: "linux", runtime_os_version: "0", runtime_arch: "x86_64" },
  spool: { folder, write: "at-record" },
  parts: { environment: {} },
  batch: { events: 20, delayMs: 5 },
});
for (let n = 1; ; n++) {
  const turn = `${run}/${n}`;
  client.recordEvent(buildHookRunEvent({ thread_id: "killed", turn_id: turn }));
  // What a call leaves to the next turn of the event loop is done by then.
  await new Promise((resolve) => setImmediate(resolve));
  writeSync(file, `${turn}\n`);
  if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
