// Records facts into a shared spool until it is killed, and notes what was safe before that, in a file of its own.
// Arguments: base URL, folder of the spool, `at-record` or `undelivered`, file for notes, name of the run.
import { openSync, writeSync } from "node:fs";
import { buildHookRunFact } from "@codex-contracts/fixtures";
import { createAnalyticsClient, httpTransport } from "../../src/index.js";

const [baseUrl = "", folder = "", kind, notes = "", run = ""] = process.argv.slice(2);
const atRecord = kind === "at-record";
const file = openSync(notes, "w");
const client = createAnalyticsClient({
  runtime: { codex_rs_version: "0", runtime_os: "linux", runtime_os_version: "0", runtime_arch: "x86_64" },
  transport: httpTransport({ baseUrl }),
  batch: { events: 5, delayMs: 5 },
  retry: { baseMs: 2, maxMs: 20 },
  circuit: { cooldownMs: 10 },
  timeoutMs: 100,
  spool: { folder, write: atRecord ? "at-record" : "undelivered", maxBytes: 1e9 },
  parts: { environment: {} },
});

for (let n = 1; ; n++) {
  const tracking = { model_slug: "m", thread_id: "thread", turn_id: `${run}/${n}` };
  client.record(buildHookRunFact({ tracking }));
  if (atRecord) note(n);
  if (n % 7 === 0) {
    // What `flush` returns on is with the server or on disk.
    const { undelivered } = await client.flush(1_000);
    if (!atRecord && undelivered === 0) note(n);
  }
}

/** Everything up to here must arrive. The write is done when the call returns, whatever becomes of the process. */
function note(n: number): void {
  writeSync(file, `${client.stream} ${n}\n`);
}
