/** The program that measures one contender in a process of its own. Arguments: contender, URL. Prints the figures. */
import { setTimeout as delay } from "node:timers/promises";
import { buildHookRunEvent, buildTurnEvent } from "@codex-contracts/fixtures";
import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import { median } from "../measure/interleave.js";
import { type RecordContender, recordContenders } from "./record-contenders.js";

/** As many as a queue of every contender holds. */
const AT_ONCE = 400;
const ROUNDS = 40;

const [name = "", url = ""] = process.argv.slice(2);
const before = await count();
const contender = await recordContenders[name]?.(url);
if (contender === undefined) throw new Error(`there is no contender ${name}`);
const start = performance.now();
const hookRun = await callsOf(contender, buildHookRunEvent());
const turn = await callsOf(contender, buildTurnEvent());
await contender.close();
const sent = 2 * ROUNDS * AT_ONCE;
while (name !== "nothing" && (await count()) - before < sent) await delay(2);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();

console.log(
  JSON.stringify({
    hookRun,
    turn,
    nothing: contender.takeNothing && median(Array.from({ length: ROUNDS }, nothingCall)),
    perSecond: (sent / ms) * 1000,
    cpu: (user + system) / sent,
    memory: maxRSS / 1024,
  }),
);

function nothingCall(): number {
  return timeOf(() => contender?.takeNothing?.(), 5_000);
}

/** Time of one call in µs: the median of rounds, the first half of which warms up. */
async function callsOf({ take, flush }: RecordContender, event: AnalyticsEvent): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(timeOf(() => take(event), AT_ONCE));
    await flush();
  }
  return median(times.slice(ROUNDS / 2));
}

function timeOf(run: () => void, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return ((performance.now() - start) * 1000) / times;
}

/** Events that the server has counted. */
async function count(): Promise<number> {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get(`${url}/count`, { agent: false }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      resolve(Number(text));
    }).on("error", reject);
  });
}
