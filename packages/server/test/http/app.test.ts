import { buildHookRunEvent } from "@codex-contracts/fixtures";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { type CompleteConfig, defaultConfig } from "../../src/config/defaults.js";
import { createApp } from "../../src/http/create-app.js";
import { createOverload } from "../../src/http/overload.js";
import { judgeBody } from "../../src/judge/judge-request.js";
import type { LogEntry } from "../../src/log/log.js";
import { createServerMetrics } from "../../src/metrics/server-metrics.js";
import { createReceiver } from "../../src/receive/receiver.js";
import { createRecentKeys } from "../../src/receive/recent-keys.js";
import { findToken, makeToken } from "../../src/tokens/token.js";

const EVENTS = "/codex/analytics-events/events";
const payload = JSON.stringify({ events: [buildHookRunEvent()] });
const json = { "content-type": "application/json" };
const at = new Date(0);
const [ingest, reader] = [makeToken("laptops", ["ingest"], at), makeToken("dashboard", ["read"], at)];

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

interface World {
  readonly config?: Partial<CompleteConfig>;
  readonly tokens?: boolean;
  readonly pending?: number;
  readonly lagBytes?: number;
  readonly memory?: number;
  readonly warnings?: readonly string[];
}

/** The server over a log in memory. */
async function setUp({
  config: changed = {},
  tokens = false,
  pending = 0,
  lagBytes = 0,
  memory = 0,
  warnings = [],
}: World = {}) {
  const config = { ...defaultConfig, ...changed };
  const logged: LogEntry[] = [];
  const errors: Error[] = [];
  const sources = {
    lag: () => ({ entries: 0, bytes: lagBytes, oldestReceivedAt: null }),
    pending: () => ({ requests: pending, bytes: 0 }),
  };
  const metrics = createServerMetrics({
    ...sources,
    clientDrops: () => new Map([["queue_full", 3]]),
    now: () => 0,
  });
  const records = [ingest.record, reader.record];
  const receive = createReceiver({
    log: { append: async (entry) => void logged.push(entry) },
    judge: judgeBody,
    recent: createRecentKeys(10),
    maxBodyBytes: config.max_body_bytes,
    now: () => 0,
    makeKey: () => "made-here",
    onReceived: () => {},
    onLogError: () => {},
    onDrops: () => {},
  });
  const overload = createOverload({ config, ...sources, memory: () => memory });
  app = await createApp({
    config,
    tokens: {
      required: tokens,
      allows(text, scope) {
        const record = findToken(text, records);
        return record?.scopes.includes(scope) ? record.name : undefined;
      },
    },
    receive,
    overload,
    metrics,
    warnings: () => warnings,
    problems: () => [...(overload.refusal() === undefined ? [] : ["busy"])],
    onError: (error) => errors.push(error),
    addReaders(readers) {
      readers.get("/", () => "the page");
      readers.get("/v1/stats", () => ({ stats: true }));
      readers.post("/v1/quarantine/x/replay", () => ({ replayed: 1 }));
      readers.get("/v1/broken", () => {
        throw new Error("s3cret");
      });
    },
  });
  const inject = app.inject.bind(app);
  return { inject, logged, errors, metrics };
}

const post = (url: string, headers: Record<string, string> = {}) =>
  ({ method: "POST", url, payload, headers: { host: "localhost", ...json, ...headers } }) as const;
const get = (url: string, headers: Record<string, string> = {}) =>
  ({ method: "GET", url, headers: { host: "localhost", ...headers } }) as const;

describe("events", () => {
  it.each([EVENTS, `/backend-api${EVENTS}`, `/any/prefix${EVENTS}?x=1`, `/t/whatever${EVENTS}`])(
    "are taken at %s",
    async (url) => {
      const { inject, logged } = await setUp();
      const answer = await inject(post(url));
      expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
        200,
        "application/json; charset=utf-8",
      ]);
      expect(answer.json()).toEqual({ accepted: 1, quarantined: 0, unknown: 0, duplicates: 0, findings: [] });
      expect(logged.map(({ body }) => body.toString())).toEqual([payload]);
    },
  );

  it.each([
    ["another method", { method: "PUT", url: EVENTS, payload, headers: json }, 404],
    [
      "another type",
      { method: "POST", url: EVENTS, payload, headers: { "content-type": "text/plain" } },
      415,
    ],
    ["no type", { method: "POST", url: EVENTS, payload, headers: {} }, 415],
    ["nothing", { method: "POST", url: EVENTS, headers: json }, 400],
    ["more than fits", { method: "POST", url: EVENTS, payload: " ".repeat(2000), headers: json }, 413],
    ["no JSON", { method: "POST", url: EVENTS, payload: "s3cret", headers: json }, 400],
    ["another path", { method: "POST", url: "/codex/events", payload, headers: json }, 404],
  ] as const)("are refused as %s", async (_, request, status) => {
    const { inject, logged } = await setUp({ config: { max_body_bytes: 1024 } });
    const answer = await inject({ ...request, headers: { host: "localhost", ...request.headers } });
    expect([answer.statusCode, logged]).toEqual([status, []]);
    expect(Object.keys(answer.json<object>())).toEqual(expect.arrayContaining(["error"]));
    expect(answer.body).not.toContain("s3cret");
  });

  it.each<[string, World, string]>([
    ["too many wait", { pending: 10_000 }, "pending_requests"],
    ["the store is too far behind", { lagBytes: 2 ** 40 }, "log_bytes"],
    ["memory is short", { memory: 2000, config: { max_memory_bytes: 1000 } }, "memory"],
  ])("are sent away for a moment when %s", async (_, world, reason) => {
    const { inject, logged, metrics } = await setUp(world);
    const answer = await inject(post(EVENTS));
    expect([answer.statusCode, Number(answer.headers["retry-after"]) > 0, logged]).toEqual([503, true, []]);
    expect(await metrics.registry.metrics()).toContain(`refused_requests_total{reason="${reason}"} 1`);
    expect((await inject(get("/readyz"))).statusCode).toBe(503);
    expect((await inject(get("/healthz"))).statusCode).toBe(200);
  });

  it("are taken while something else does not work, and that is told", async () => {
    const { inject } = await setUp({ warnings: ["the store is away"] });
    const answer = await inject(get("/readyz"));
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: "degraded", problems: ["the store is away"] },
    ]);
    expect((await inject(post(EVENTS))).statusCode).toBe(200);
  });

  it("come at a bounded rate from each client", async () => {
    const { inject } = await setUp({ config: { rate_limit: 2 } });
    const answers = [await inject(post(EVENTS)), await inject(post(EVENTS)), await inject(post(EVENTS))];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers["retry-after"])).toBeGreaterThan(0);
    expect(answers[2]?.json()).toMatchObject({ error: "too many requests from this client" });
  });
});

describe("with tokens", () => {
  it.each([
    ["none", post(EVENTS), 401],
    ["a wrong one", post(EVENTS, { authorization: "Bearer cxc_wrong" }), 401],
    ["that of a reader", post(EVENTS, { authorization: `Bearer ${reader.text}` }), 401],
    ["its own as bearer", post(EVENTS, { authorization: `Bearer ${ingest.text}` }), 200],
    [
      "its own in the path, and Codex's as bearer",
      post(`/t/${ingest.text}/backend-api${EVENTS}`, { authorization: "Bearer codex" }),
      200,
    ],
    [
      "none in the path, its own as bearer",
      post(`/t/wrong${EVENTS}`, { authorization: `Bearer ${ingest.text}` }),
      401,
    ],
    ["that of a sender, to read", get("/v1/stats", { authorization: `Bearer ${ingest.text}` }), 401],
    ["that of a reader, to read", get("/v1/stats", { authorization: `Bearer ${reader.text}` }), 200],
    ["that of a reader in the path", get(`/t/${reader.text}/v1/stats`), 200],
    ["none, for the page", get("/"), 200],
    ["none, for the metrics", get("/metrics"), 401],
    ["that of a reader, for the metrics", get("/metrics", { authorization: `Bearer ${reader.text}` }), 200],
    ["none, for its health", get("/healthz"), 200],
  ] as const)("a request that has %s", async (_, request, status) => {
    const { inject } = await setUp({ tokens: true });
    const answer = await inject(request);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain("cxc_");
  });

  it("the name of the token is noted, and no bearer", async () => {
    const { inject, logged } = await setUp({ tokens: true });
    await inject(post(`/t/${ingest.text}${EVENTS}`, { authorization: "Bearer codex-s3cret" }));
    expect(logged.map(({ meta }) => meta.token)).toEqual(["laptops"]);
    expect(JSON.stringify(logged)).not.toContain("s3cret");
  });

  it("any name may be called", async () => {
    const { inject } = await setUp({ tokens: true });
    const headers = { host: "codex.example.com", authorization: `Bearer ${ingest.text}` };
    expect((await inject(post(EVENTS, headers))).statusCode).toBe(200);
  });
});

describe("a page elsewhere", () => {
  it.each([
    ["reads by a name of its own", get("/v1/stats", { host: "evil.example.com" }), 403],
    ["reads by a name of this machine", get("/v1/stats"), 200],
    [
      "writes to this machine",
      { ...post("/v1/quarantine/x/replay", { origin: "https://evil.example.com" }) },
      403,
    ],
    ["sends events", post(EVENTS, { origin: "https://evil.example.com" }), 403],
    ["is the page itself", post(EVENTS, { origin: "http://localhost" }), 200],
  ] as const)("that %s", async (_, request, status) => {
    const { inject } = await setUp();
    expect((await inject(request)).statusCode).toBe(status);
  });

  it("is allowed by name", async () => {
    const { inject } = await setUp({ config: { allowed_hosts: ["Codex.test"] } });
    expect((await inject(get("/v1/stats", { host: "codex.test:80" }))).statusCode).toBe(200);
  });
});

describe("what goes wrong inside", () => {
  it("is told to the log and not to the caller", async () => {
    const { inject, errors } = await setUp();
    const answer = await inject(get("/v1/broken"));
    expect([answer.statusCode, answer.json()]).toEqual([
      500,
      { error: "internal error", hint: "see the log of the server" },
    ]);
    expect(errors.map(({ message }) => message)).toEqual(["s3cret"]);
  });

  it("shows in the metrics, with names, help and units", async () => {
    const { inject } = await setUp();
    await inject(post(EVENTS));
    const { body } = await inject(get("/metrics"));
    expect(body).toContain('codex_contracts_requests_total{status="200"} 1');
    expect(body).toContain('codex_contracts_client_dropped_events_total{reason="queue_full"} 3');
    const names = [...body.matchAll(/^# TYPE (codex_contracts_\w+)/gm)].map(([, name]) => name);
    expect(names.filter((name) => !/_(total|seconds|bytes|requests)$/.test(name ?? ""))).toEqual([]);
  });
});
