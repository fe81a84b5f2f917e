import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addReadApi } from "../../src/api/read-api.js";
import type { EventsAnswer, StatsAnswer } from "../../src/api/wire.js";
import { createMemoryStore, fingerprintOf, type MemoryStore } from "./memory-store.js";
import { receivedAt, recordedRecords, recordOf } from "./records.js";
import { testApp } from "./test-app.js";

const now = receivedAt + 600_000;
const log = { entries: 2, bytes: 512, oldest: new Date(now - 900).toISOString() };
const hook = { event_type: "codex_hook_run", event_params: { thread_id: "t-bad" } };
const bad = recordOf(hook, "bad:1", receivedAt + 200_000);
const strange = recordOf(
  { event_type: "codex_new_thing", event_params: {} },
  "strange:1",
  receivedAt + 201_000,
);

let app: FastifyInstance;
let store: MemoryStore;

beforeEach(() => {
  store = createMemoryStore();
  for (const record of [...recordedRecords(), bad, strange]) store.receive(record);
  app = testApp();
  addReadApi(app, { source: store, live: store.live, lag: async () => log, now: () => now });
});
afterEach(() => app.close());

async function get<Answer>(url: string): Promise<Answer> {
  const response = await app.inject(url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<Answer>();
}

describe("GET /v1/events", () => {
  it("gives the newest first, with verdict and findings", async () => {
    const { events } = await get<EventsAnswer>("/v1/events?limit=2");
    expect(events).toEqual([strange, bad]);
  });

  it.each([
    { query: "type=codex_guardian_review", count: 2 },
    { query: "verdict=quarantined", count: 1 },
    { query: "verdict=unknown", count: 1 },
    { query: "thread=t-bad", count: 1 },
    { query: "client=my-ide&type=codex_turn_event", count: 22 },
    { query: "since=2026-04-24T12:00:10Z&until=2026-04-24T12:00:12Z", count: 2 },
    { query: "type=nothing_like_this", count: 0 },
  ])("$query lets $count through", async ({ query, count }) => {
    const { events, next } = await get<EventsAnswer>(`/v1/events?${query}`);
    expect([events.length, next]).toEqual([count, null]);
  });

  it("gives every event once over its pages, also when new ones come in between", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: EventsAnswer = await get(`/v1/events?limit=20${next === "" ? "" : `&cursor=${next}`}`);
      seen.push(...page.events.map(({ key }) => key));
      store.receive(recordOf(hook, `later:${seen.length}`, now + seen.length));
      next = page.next;
    }
    expect(seen).toHaveLength(127);
    expect(new Set(seen).size).toBe(127);
  });

  it("ends when the last page is full", async () => {
    expect((await get<EventsAnswer>("/v1/events?limit=127")).next).toBe(null);
    expect((await get<EventsAnswer>("/v1/events?limit=126")).next).not.toBe(null);
  });
});

describe("a parameter that cannot be used", () => {
  it.each([
    ["/v1/events?limit=0", "query parameter limit: expected a whole number from 1 to 1000"],
    ["/v1/events?limit=1001", "query parameter limit: expected a whole number from 1 to 1000"],
    ["/v1/events?limit=1e2", "query parameter limit: expected a whole number from 1 to 1000"],
    ["/v1/events?verdict=good", "query parameter verdict: expected one of accepted, quarantined, unknown"],
    [
      "/v1/events?since=yesterday",
      "query parameter since: expected a time as in ISO 8601, 2026-04-24T12:00:00Z",
    ],
    [
      "/v1/events?since=2026-13-45",
      "query parameter since: expected a time as in ISO 8601, 2026-04-24T12:00:00Z",
    ],
    ["/v1/events?type=", "query parameter type: expected 1 to 200 characters"],
    ["/v1/events?type=a&type=b", "query parameter type: expected to be given once"],
    [
      "/v1/events?cursor=x",
      "query parameter cursor: expected the member `next` of an earlier answer, unchanged",
    ],
    [
      "/v1/events?cursor=WzEsMl0",
      "query parameter cursor: expected the member `next` of an earlier answer, unchanged",
    ],
    [
      "/v1/events?kind=a",
      "query parameter kind: expected only type, thread, client, verdict, since, until, limit, cursor",
    ],
    ["/v1/events?%00%0a=a", expect.stringMatching(/^query parameter \(unprintable name\)/)],
    ["/v1/events?__proto__=a", expect.stringMatching(/^query parameter /)],
    ["/v1/stats?bucket=second", "query parameter bucket: expected one of minute, hour, day"],
    ["/v1/stats?since=2026-04-01", "query parameter since: expected at most 1 days back for bucket=minute"],
    ["/v1/threads?limit=501", "query parameter limit: expected a whole number from 1 to 500"],
    ["/v1/live?limit=5", "query parameter limit: expected only type, thread, client, verdict"],
    ["/v1/quarantine?limit=5", "query parameter limit: expected no parameters here"],
  ])("%s is refused with its name and what it should be", async (url, error) => {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ error });
  });

  it("is never repeated in the answer", async () => {
    const { body } = await app.inject("/v1/events?verdict=secret-value&since=secret-value");
    expect(body).not.toContain("secret-value");
  });
});

describe("GET /v1/events/{key}", () => {
  it("gives one event", async () => {
    expect(await get("/v1/events/bad%3A1")).toEqual(bad);
  });

  it("says what to do when there is none", async () => {
    const response = await app.inject("/v1/events/none%3A1");
    expect([response.statusCode, response.json()]).toEqual([
      404,
      { error: "no event has this key", hint: "a live event is stored within a second" },
    ]);
  });
});

describe("GET /v1/stats", () => {
  it("counts what is stored, and adds the log", async () => {
    const stats = await get<StatsAnswer>("/v1/stats");
    expect(stats.totals).toEqual({ accepted: 125, quarantined: 1, unknown: 1, duplicates: 0 });
    expect(stats.by_type[0]).toEqual({ event_type: "codex_hook_run", count: 78 });
    expect(stats.log).toEqual(log);
    expect(stats.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(127);
  });

  it("begins its buckets where it is asked to", async () => {
    const { buckets } = await get<StatsAnswer>("/v1/stats?bucket=minute&since=2026-04-24T12:03:00Z");
    expect(buckets).toEqual([
      { at: "2026-04-24T12:03:00.000Z", event_type: "codex_new_thing", count: 1 },
      { at: "2026-04-24T12:03:00.000Z", event_type: "codex_hook_run", count: 1 },
    ]);
  });
});

describe("threads", () => {
  it("are listed, latest first", async () => {
    const { threads } = await get<{ threads: { thread_id: string }[] }>("/v1/threads?limit=3");
    expect(threads).toHaveLength(3);
    expect(threads[0]).toMatchObject({ thread_id: "t-bad", events: 1, turns: 0 });
  });

  it("have a timeline in order of time", async () => {
    const [first] = recordedRecords();
    const { items } = await get<{ items: { started_at: string }[] }>(
      `/v1/threads/${first?.thread_id}/timeline`,
    );
    expect(items.length).toBeGreaterThan(5);
    expect(items.map(({ started_at }) => started_at)).toEqual(
      items.map(({ started_at }) => started_at).toSorted(),
    );
  });

  it("have none when nothing is known of them", async () => {
    expect((await app.inject("/v1/threads/nobody/timeline")).statusCode).toBe(404);
  });
});

describe("the quarantine", () => {
  const path = `/v1/quarantine/${fingerprintOf(bad)}`;
  const headers = { "x-codex-contracts-request": "test" };

  it("is grouped by equal failures", async () => {
    const { groups } = await get<{ groups: unknown[] }>("/v1/quarantine");
    expect(groups).toEqual([
      {
        fingerprint: fingerprintOf(bad),
        event_type: "codex_hook_run",
        count: 1,
        first_seen: bad.received_at,
        last_seen: bad.received_at,
        issues: bad.findings.issues,
      },
    ]);
    expect(await get(path)).toEqual({ fingerprint: fingerprintOf(bad), entries: [bad] });
  });

  it("lets what is mended go", async () => {
    const before = await app.inject({ method: "POST", url: `${path}/replay`, headers });
    expect(before.json()).toEqual({ replayed: 0, still_quarantined: 1 });
    store.mend(fingerprintOf(bad));
    const after = await app.inject({ method: "POST", url: `${path}/replay`, headers });
    expect(after.json()).toEqual({ replayed: 1, still_quarantined: 0 });
    expect(await get("/v1/quarantine")).toEqual({ groups: [] });
  });

  it("drops what nobody needs", async () => {
    expect((await app.inject({ method: "DELETE", url: path, headers })).json()).toEqual({ dropped: 1 });
    expect((await app.inject({ method: "DELETE", url: path, headers })).statusCode).toBe(404);
  });

  it.each([
    { method: "POST", url: `${path}/replay` },
    { method: "DELETE", url: path },
  ] as const)("is not changed by $method from another page", async ({ method, url }) => {
    const response = await app.inject({ method, url, headers: { origin: "https://elsewhere.example" } });
    expect(response.statusCode).toBe(403);
    expect((await get<{ groups: unknown[] }>("/v1/quarantine")).groups).toHaveLength(1);
  });

  it.each([
    { method: "GET", url: "/v1/quarantine/none" },
    { method: "POST", url: "/v1/quarantine/none/replay" },
    { method: "DELETE", url: "/v1/quarantine/none" },
  ] as const)("does not know a fingerprint: $method", async ({ method, url }) => {
    const response = await app.inject({ method, url, headers });
    expect([response.statusCode, response.json().hint]).toEqual([404, "see /v1/quarantine"]);
  });
});
