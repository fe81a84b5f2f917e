import { gzipSync } from "node:zlib";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { TrackEventsResponse } from "@codex-contracts/protocol/ingestion/track-events-response";
import { describe, expect, it } from "vitest";
import { judgeBody } from "../../src/judge/judge-request.js";
import type { LogEntry } from "../../src/log/log.js";
import { LogError, type LogErrorCode } from "../../src/log/log-error.js";
import { createReceiver, type Received } from "../../src/receive/receiver.js";
import { createRecentKeys } from "../../src/receive/recent-keys.js";

const UUID = "01a1f842-ae43-7ed3-9aa4-e26ada1003ca";
const hookRun = buildHookRunEvent();
const broken = buildHookRunEvent({ status: "running" as "failed" });
const bodyOf = (...events: unknown[]) => Buffer.from(JSON.stringify({ events }));

/** A receiver over a log in memory, and what it did. */
function setUp({ fails, maxBodyBytes = 1000 }: { fails?: LogErrorCode; maxBodyBytes?: number } = {}) {
  const logged: LogEntry[] = [];
  const received: Received[] = [];
  const drops: string[] = [];
  const errors: unknown[] = [];
  const receive = createReceiver({
    log: {
      async append(entry) {
        if (fails !== undefined) throw new LogError(fails);
        logged.push(entry);
      },
    },
    judge: judgeBody,
    recent: createRecentKeys(10),
    maxBodyBytes,
    now: () => 1000,
    makeKey: () => "made-here",
    onReceived: (each) => received.push(each),
    onLogError: (error) => errors.push(error),
    onDrops: (header) => drops.push(header),
  });
  const send = async (body: Buffer, headers: Record<string, string> = {}) => {
    const { text, ...answer } = await receive({ headers, body, token: null });
    return { ...answer, json: JSON.parse(text) as Record<string, unknown> };
  };
  return { send, logged, received, drops, errors };
}

describe("a request that is taken", () => {
  it("is logged as it was sent, with what is known of the sender", async () => {
    const { send, logged } = setUp();
    const body = bodyOf(hookRun);
    const headers = {
      "user-agent": "codex_cli_rs/0.125.0",
      originator: "codex_cli_rs",
      authorization: "Bearer s3cret",
    };
    expect(await send(body, headers)).toMatchObject({ status: 200, json: { accepted: 1, findings: [] } });
    const meta = {
      token: null,
      user_agent: "codex_cli_rs/0.125.0",
      originator: "codex_cli_rs",
      event_keys: null,
    };
    expect(logged).toEqual([{ key: "made-here", receivedAt: 1000, meta, body }]);
    expect(JSON.stringify(logged)).not.toContain("s3cret");
  });

  it("is answered as the contract says, whatever was found", async () => {
    const { send } = setUp();
    const later = { event_type: "codex_goal_event", event_params: { secret: "s3cret" } };
    const { status, json } = await send(bodyOf(hookRun, broken, later, 7));
    expect([status, TrackEventsResponse.is(json)]).toEqual([200, true]);
    expect(json).toMatchObject({ accepted: 1, quarantined: 2, unknown: 1 });
    expect(JSON.stringify(json)).not.toContain("s3cret");
  });

  it("is unpacked before it is logged", async () => {
    const { send, logged } = setUp();
    const body = bodyOf(hookRun);
    expect(await send(gzipSync(body), { "content-encoding": "gzip" })).toMatchObject({ status: 200 });
    expect(logged.map((entry) => entry.body)).toEqual([body]);
  });

  it("has the key of its sender, and is known when it comes again", async () => {
    const { send, logged, received } = setUp();
    const headers = { "idempotency-key": UUID };
    const answers = [await send(bodyOf(hookRun), headers), await send(bodyOf(hookRun), headers)];
    expect(answers.map(({ json }) => json["duplicates"])).toEqual([0, 1]);
    expect(logged.map(({ key }) => key)).toEqual([UUID, UUID]);
    expect(received.map(({ duplicates }) => duplicates)).toEqual([0, 1]);
  });

  it("brings event keys and losses along", async () => {
    const { send, logged, drops } = setUp();
    const headers = {
      "idempotency-key": UUID,
      "x-codex-contracts-event-keys": "k3Jw9xQ2aB:17-18",
      "x-codex-contracts-drops": "k3Jw9xQ2aB;queue_full=3",
    };
    expect(await send(bodyOf(hookRun, hookRun), headers)).toMatchObject({ status: 200 });
    expect(logged[0]?.meta.event_keys).toBe("k3Jw9xQ2aB:17-18");
    expect(drops).toEqual(["k3Jw9xQ2aB;queue_full=3"]);
  });

  it("names at most a hundred findings and counts all", async () => {
    const { send } = setUp({ maxBodyBytes: 1e6 });
    const { json } = await send(bodyOf(...Array.from({ length: 250 }, () => broken)));
    expect([json["quarantined"], (json["findings"] as unknown[]).length]).toEqual([250, 100]);
  });
});

describe("a request that is refused", () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
  it.each<[string, number, Buffer, Record<string, string>]>([
    ["no JSON", 400, Buffer.from("nothing"), {}],
    ["no event", 400, Buffer.from('{"events":[]}'), {}],
    ["a repeated key", 400, Buffer.from('{"events":[],"events":[]}'), {}],
    ["an unpacked body that is too large", 413, Buffer.alloc(1001, " "), {}],
    ["a bomb", 413, bomb, { "content-encoding": "gzip" }],
    ["no gzip", 400, bodyOf(hookRun), { "content-encoding": "gzip" }],
    ["half a gzip", 400, gzipSync(bodyOf(hookRun)).subarray(0, 40), { "content-encoding": "gzip" }],
    ["an encoding that nobody knows", 415, bodyOf(hookRun), { "content-encoding": "br" }],
    ["two encodings", 415, bodyOf(hookRun), { "content-encoding": "gzip, gzip" }],
    ["a key that is none", 400, bodyOf(hookRun), { "idempotency-key": "a b" }],
    ["a header of keys that is none", 400, bodyOf(hookRun), { "x-codex-contracts-event-keys": "1-3" }],
    ["more keys than events", 400, bodyOf(hookRun), { "x-codex-contracts-event-keys": "k3Jw9xQ2aB:1-2" }],
    [
      "a range without end",
      400,
      bodyOf(hookRun),
      { "x-codex-contracts-event-keys": "k3Jw9xQ2aB:1-9007199254740991" },
    ],
    ["losses in words", 400, bodyOf(hookRun), { "x-codex-contracts-drops": "k3Jw9xQ2aB;queue_full=many" }],
  ])("for %s", async (_, status, body, headers) => {
    const { send, logged } = setUp();
    const answer = await send(body, headers);
    expect([answer.status, typeof answer.json["error"], logged]).toEqual([status, "string", []]);
  });

  it("names the place, never the value", async () => {
    const { send } = setUp();
    const { json } = await send(Buffer.from('{"events":[{"a":"s3cret","a":"s3cret"}]}'));
    expect(json).toMatchObject({
      issues: [{ path: "/events/0/a", code: "duplicate-key", expected: "each key once" }],
    });
    expect(JSON.stringify(json)).not.toContain("s3cret");
  });

  it.each<[LogErrorCode, number]>([
    ["full", 503],
    ["unavailable", 503],
    ["broken", 503],
    ["closed", 503],
    ["too_large", 413],
  ])("because the log is %s, and is not known as received", async (fails, status) => {
    const { send, received, errors } = setUp({ fails });
    const { json, ...answer } = await send(bodyOf(hookRun), { "idempotency-key": UUID });
    expect([answer.status, typeof answer.retryAfter]).toEqual([
      status,
      status === 503 ? "number" : "undefined",
    ]);
    expect([received, errors.length, typeof json["error"]]).toEqual([[], 1, "string"]);
  });
});
