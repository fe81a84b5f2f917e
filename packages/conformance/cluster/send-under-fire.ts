import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { buildThreadInitializedEvent } from "@codex-contracts/fixtures";

export interface Tally {
  /** Events that were sent at least once. */
  sent: number;
  /** Events that a server answered with 200. */
  acknowledged: number;
  /** Requests that were sent again although they had been answered. */
  repeated: number;
  /** Answers other than 200, and connections that broke. */
  refused: number;
}

export interface Sender {
  readonly tally: Tally;
  /** Waits until so many more events were acknowledged. */
  more(events: number): Promise<void>;
  stop(): Promise<{ readonly acknowledged: ReadonlySet<string>; readonly tally: Tally }>;
}

/** Sends events to all servers in turn, tries again until one answers, and sends every request twice. */
export function sendUnderFire(servers: readonly string[]): Sender {
  const tally: Tally = { sent: 0, acknowledged: 0, repeated: 0, refused: 0 };
  const acknowledged = new Set<string>();
  let stopped = false;
  const stream = randomUUID().slice(0, 13);
  let turn = 0;

  const post = async (body: string, key: string, n: number): Promise<boolean> => {
    turn += 1;
    try {
      const answer = await fetch(
        `${servers[turn % servers.length]}/backend-api/codex/analytics-events/events`,
        {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "idempotency-key": key,
            "x-codex-contracts-event-keys": `${stream}:${n}`,
          },
          body,
          signal: AbortSignal.timeout(12_000),
        },
      );
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      return false;
    }
  };
  const lane = async () => {
    while (!stopped) {
      const thread = randomUUID();
      const event = buildThreadInitializedEvent({ thread_id: thread, model: "under-fire" });
      const [body, key] = [JSON.stringify({ events: [event] }), randomUUID()];
      const n = ++tally.sent;
      while (!(await post(body, key, n))) {
        tally.refused += 1;
        if (stopped) return;
        await sleep(100);
      }
      acknowledged.add(thread);
      tally.acknowledged += 1;
      if (await post(body, key, n)) tally.repeated += 1;
    }
  };
  const lanes = Array.from({ length: 8 }, lane);
  return {
    tally,
    async more(events) {
      const goal = tally.acknowledged + events;
      for (let waited = 0; tally.acknowledged < goal; waited += 50) {
        if (waited > 60_000) throw new Error("no server acknowledges any more");
        await sleep(50);
      }
    },
    async stop() {
      stopped = true;
      await Promise.all(lanes);
      return { acknowledged, tally };
    },
  };
}
