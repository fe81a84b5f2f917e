import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnalyticsClient, SendResult } from "../../src/index.js";
import { type Answer, type HarnessOptions, harness, type Sent } from "./harness.js";
import { spoolHarness } from "./spool-harness.js";
import { diskFull } from "./watched-files.js";

const answers: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<SendResult>({ kind: "delivered" }) },
  fc.constantFrom<Answer>(
    { kind: "retry", reason: "status 500", status: 500 },
    { kind: "retry", reason: "status 429", status: 429, retryAfterMs: 3_000 },
    { kind: "refused", reason: "status 400" },
    { kind: "too-large" },
    new Error("reset"),
    "never",
  ),
);

/** What happens to a client. */
type Step =
  | { readonly do: "record"; readonly events: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "flush" }
  | { readonly do: "consent"; readonly given: boolean }
  | { readonly do: "disk"; readonly full: boolean };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("record" as const), events: fc.integer({ min: 1, max: 12 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
    },
    fc.record({ do: fc.constant("flush" as const) }),
    fc.record({ do: fc.constant("consent" as const), given: fc.boolean() }),
    fc.record({ do: fc.constant("disk" as const), full: fc.boolean() }),
  ),
  { maxLength: 14 },
);

const limits: HarnessOptions = {
  queue: { events: 25 },
  batch: { events: 4 },
  timeoutMs: 2_000,
  maxAgeMs: 120_000,
  circuit: { failures: 3, cooldownMs: 4_000 },
};

describe.each([
  ["in memory", undefined],
  ["with a spool", "undelivered"],
  ["with a spool written at recording", "at-record"],
] as const)("%s, whatever happens", (_, write) => {
  it("every event is delivered, waiting, or counted as lost, and delivered under one key", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answers, { minLength: 1, maxLength: 12 }),
        steps,
        fc.integer({ min: 1, max: 3 }),
        async (script, plan, concurrency) => {
          let consent = true;
          const options = { ...limits, concurrency, answers: [...script, delivered], enabled: () => consent };
          const spooled =
            write === undefined
              ? undefined
              : spoolHarness({ ...options, spool: { write, maxBytes: 12_000 } });
          const { client, clock, sent, record } = spooled ?? harness(options);
          let n = 0;
          for (const step of plan) {
            if (step.do === "record") record(n + 1, (n += step.events));
            if (step.do === "wait") await clock.advance(step.ms);
            if (step.do === "flush") void client.flush(1_000);
            if (step.do === "consent") consent = step.given;
            if (step.do === "disk" && spooled)
              spooled.disk.fail = (name) => (step.full && WRITES.has(name) ? diskFull() : undefined);
            expectConserved(client);
          }
          consent = true;
          if (spooled) spooled.disk.fail = () => undefined;
          const closing = client.close(200_000);
          await clock.advance(400_000);
          await closing;
          expectConserved(client);
          expectOneBatchOneContent(sent);
          const { recorded, acknowledged, queued, inFlight } = client.stats().events;
          expect([recorded, queued, inFlight]).toEqual([n, 0, 0]);
          expect(acknowledged).toBeLessThanOrEqual(new Set(sent.flatMap(({ keys }) => keys)).size);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const delivered: SendResult = { kind: "delivered" };
const WRITES = new Set(["appendFile", "writeSync", "openSync", "mkdir", "mkdirSync"]);

function expectConserved(client: AnalyticsClient): void {
  const { events, dropped } = client.stats();
  const { recorded, adopted, acknowledged, queued, inFlight, spooled } = events;
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  // What is in flight may lie on disk as well.
  const there = acknowledged + lost + queued + spooled;
  expect(there).toBeLessThanOrEqual(recorded + adopted);
  expect(there + inFlight).toBeGreaterThanOrEqual(recorded + adopted);
}

function expectOneBatchOneContent(sent: readonly Sent[]): void {
  const contents = new Map<string, string>();
  for (const { id, keys } of sent) {
    expect(contents.get(id) ?? keys.join()).toBe(keys.join());
    contents.set(id, keys.join());
  }
}
