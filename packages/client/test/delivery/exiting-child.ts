// A program that records three facts and ends in one of several ways. Arguments: way, base URL, folder of the spool.
import { buildHookRunFact } from "@codex-contracts/fixtures";
import { createAnalyticsClient, httpTransport } from "../../src/index.js";

const [way = "", baseUrl = "", folder = ""] = process.argv.slice(2);
const client = createAnalyticsClient({
  runtime: { codex_rs_version: "0", runtime_os: "linux", runtime_os_version: "0", runtime_arch: "x86_64" },
  transport: httpTransport({ baseUrl }),
  batch: { delayMs: 5 },
  timeoutMs: 3_600_000,
  onDrop: (reason, count) => process.stdout.write(`${reason} ${count}\n`),
  ...(folder !== "" && { spool: { folder } }),
  parts: { environment: {} },
});
for (let n = 1; n <= 3; n++) {
  client.record(buildHookRunFact({ tracking: { model_slug: "m", thread_id: "t", turn_id: `${n}` } }));
}

const ways: Readonly<Record<string, () => void | Promise<void>>> = {
  "runs out of work": () => {},
  "exits at once": () => process.exit(0),
  "exits with a request in flight": () => {
    setTimeout(() => process.exit(0), 300);
  },
  throws: () => {
    throw new Error("on purpose");
  },
  closes: async () => {
    await client.close();
  },
};
await ways[way]?.();
