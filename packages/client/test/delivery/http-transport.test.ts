import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { gunzipSync } from "node:zlib";
import { TrackEventsRequest } from "@codex-contracts/protocol/analytics/track-events-request";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  chatGptHeaders,
  codexUserAgent,
  type HttpTransportOptions,
  httpTransport,
  type OutgoingBatch,
  type SendResult,
} from "../../src/index.js";

const event = (turn: number): string =>
  JSON.stringify({
    event_type: "codex_hook_run",
    event_params: { thread_id: null, turn_id: `${turn}`, ...hook },
  });
const hook = { model_slug: null, hook_name: "Stop", hook_source: "user", status: "completed" };

function batchOf(count: number, plain = false): OutgoingBatch {
  const events = Array.from({ length: count }, (_, i) => {
    const text = event(i);
    return { stream: "stream01", n: i + 1, at: 0, text, bytes: text.length };
  });
  return { id: "01a1f842-ae43-7ed3-9aa4-e26ada1003ca", events, plain };
}

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A server that notes what it is sent. */
async function serve(answer: RequestListener) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, bytes: Buffer.concat(chunks) });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.closeAllConnections());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { seen, server, baseUrl: `http://127.0.0.1:${port}/api/` };
}

const context = {
  signal: new AbortController().signal,
  now: () => Date.parse("2026-04-24T10:00:00Z"),
  drops: undefined,
};

async function send(options: HttpTransportOptions, batch = batchOf(1), drops?: string): Promise<SendResult> {
  const transport = httpTransport(options);
  onTestFinished(() => transport.close?.());
  const sendOnce = await transport.prepare(batch);
  return sendOnce({ ...context, drops });
}

/** Both ways of sending. */
const senders: readonly [string, Pick<HttpTransportOptions, "fetch">][] = [
  ["node:http", {}],
  ["fetch", { fetch }],
];

describe.each(senders)("sending by %s", (_, sender) => {
  it("posts the events as Codex does, with their keys", async () => {
    const { seen, baseUrl } = await serve((_request, response) => response.end());
    await send({ baseUrl, token: "secret", ...sender }, batchOf(2), "stream01;closed=1");
    const { method, url, headers, bytes } = seen[0] ?? fail();
    expect([method, url]).toEqual(["POST", "/api/codex/analytics-events/events"]);
    expect(headers).toMatchObject({
      authorization: "Bearer secret",
      "content-type": "application/json",
      accept: "*/*",
      "idempotency-key": "01a1f842-ae43-7ed3-9aa4-e26ada1003ca",
      "x-codex-contracts-event-keys": "stream01:1-2",
      "x-codex-contracts-drops": "stream01;closed=1",
    });
    expect(bytes.toString()).toBe(`{"events":[${event(0)},${event(1)}]}`);
    expect(TrackEventsRequest.is(JSON.parse(bytes.toString()))).toBe(true);
  });

  it.each<[number, Record<string, string>, SendResult]>([
    [204, {}, { kind: "delivered", receipt: undefined }],
    [301, { location: "http://127.0.0.1:9/" }, { kind: "refused", reason: "status 301" }],
    [400, {}, { kind: "refused", reason: "status 400" }],
    [401, {}, { kind: "refused", reason: "status 401" }],
    [404, {}, { kind: "refused", reason: "status 404" }],
    [408, {}, { kind: "retry", reason: "status 408", status: 408, retryAfterMs: undefined }],
    [413, {}, { kind: "too-large" }],
    [429, { "retry-after": "7" }, { kind: "retry", reason: "status 429", status: 429, retryAfterMs: 7_000 }],
    [
      503,
      { "retry-after": "Fri, 24 Apr 2026 10:01:00 GMT" },
      { kind: "retry", reason: "status 503", status: 503, retryAfterMs: 60_000 },
    ],
    [500, {}, { kind: "retry", reason: "status 500", status: 500, retryAfterMs: undefined }],
  ])("understands status %i with %o", async (status, headers, result) => {
    const { baseUrl } = await serve((_request, response) => response.writeHead(status, headers).end());
    expect(await send({ baseUrl, ...sender })).toEqual(result);
  });

  it("reads the counts of the answer, and takes any other answer for none", async () => {
    const counts = { accepted: 1, quarantined: 0, unknown: 0, duplicates: 1 };
    const answers = [
      JSON.stringify({ ...counts, findings: [], more: true }),
      "{}",
      "ok",
      "x".repeat(200_000),
    ];
    const { baseUrl } = await serve((_request, response) => response.end(answers.shift()));
    expect(await send({ baseUrl, ...sender })).toEqual({ kind: "delivered", receipt: counts });
    for (let i = 0; i < 3; i++) expect(await send({ baseUrl, ...sender })).toEqual({ kind: "delivered" });
  });

  it("compresses large bodies, once, and sends the same bytes again", async () => {
    const { seen, baseUrl } = await serve((_request, response) => response.end());
    const transport = httpTransport({ baseUrl, ...sender });
    onTestFinished(() => transport.close?.());
    const sendOnce = await transport.prepare(batchOf(50));
    await sendOnce(context);
    await sendOnce(context);
    expect(seen.map(({ headers }) => headers["content-encoding"])).toEqual(["gzip", "gzip"]);
    expect(seen[0]?.bytes.equals(seen[1]?.bytes ?? Buffer.of())).toBe(true);
    expect(gunzipSync(seen[0]?.bytes ?? "").toString()).toContain(event(49));
  });

  it("sends plain bodies to a server that reads no gzip, from then on", async () => {
    const { seen, baseUrl } = await serve(({ headers }, response) => {
      response.writeHead(headers["content-encoding"] === "gzip" ? 415 : 200).end();
    });
    const transport = httpTransport({ baseUrl, ...sender });
    onTestFinished(() => transport.close?.());
    const first = await transport.prepare(batchOf(50));
    expect((await first(context)).kind).toBe("retry");
    expect((await first(context)).kind).toBe("delivered");
    await (await transport.prepare(batchOf(50)))(context);
    expect(seen.map(({ headers }) => headers["content-encoding"])).toEqual(["gzip", undefined, undefined]);
  });

  it("rejects when the connection breaks, and when it is given up", async () => {
    const { baseUrl } = await serve(({ socket }) => socket.destroy());
    await expect(send({ baseUrl, ...sender })).rejects.toThrow();
    const silent = await serve(() => {});
    const transport = httpTransport({ baseUrl: silent.baseUrl, ...sender });
    const controller = new AbortController();
    const sending = (await transport.prepare(batchOf(1)))({ ...context, signal: controller.signal });
    controller.abort();
    await expect(sending).rejects.toThrow();
  });
});

it("keeps one connection", async () => {
  const { server, baseUrl } = await serve((_request, response) => response.end("{}"));
  let connections = 0;
  server.on("connection", () => connections++);
  const transport = httpTransport({ baseUrl });
  onTestFinished(() => transport.close?.());
  for (let i = 0; i < 5; i++) await (await transport.prepare(batchOf(1)))(context);
  expect(connections).toBe(1);
});

it("asks for token and headers at each request", async () => {
  const { seen, baseUrl } = await serve((_request, response) => response.end());
  let calls = 0;
  const transport = httpTransport({
    baseUrl,
    token: () => `token${++calls}`,
    headers: async () => ({ "x-tenant": `tenant${calls}` }),
  });
  onTestFinished(() => transport.close?.());
  const sendOnce = await transport.prepare(batchOf(1));
  await sendOnce(context);
  await sendOnce(context);
  expect(seen.map(({ headers }) => [headers.authorization, headers["x-tenant"]])).toEqual([
    ["Bearer token1", "tenant1"],
    ["Bearer token2", "tenant2"],
  ]);
});

describe("as Codex sends (D1 to D4)", () => {
  const agent = {
    originator: "codex_cli_rs",
    version: "0.125.0",
    os: { type: "Debian", version: "12.0.0", arch: "x86_64" },
  };

  it("sends no header of ours and no compressed body", async () => {
    const { seen, baseUrl } = await serve((_request, response) => response.end());
    const headers = chatGptHeaders({
      accessToken: "token",
      accountId: "account",
      originator: agent.originator,
      userAgent: codexUserAgent(agent),
    });
    await send({ baseUrl, headers }, batchOf(50, true), "stream01;closed=1");
    const names = Object.keys(seen[0]?.headers ?? {});
    expect(names.filter((name) => !["host", "connection", "content-length"].includes(name)).sort()).toEqual([
      "accept",
      "authorization",
      "chatgpt-account-id",
      "content-type",
      "originator",
      "user-agent",
    ]);
  });

  it.each([
    [{}, "codex_cli_rs/0.125.0 (Debian 12.0.0; x86_64) unknown"],
    [{ terminal: "xterm" }, "codex_cli_rs/0.125.0 (Debian 12.0.0; x86_64) xterm"],
    [
      { terminal: "xterm", client: { name: "ide", version: "1.2" } },
      "codex_cli_rs/0.125.0 (Debian 12.0.0; x86_64) xterm (ide; 1.2)",
    ],
  ])("names itself with %j", (more, text) => {
    expect(codexUserAgent({ ...agent, ...more })).toBe(text);
  });

  it("leaves out what it does not know, and adds what some accounts need", () => {
    const { originator } = agent;
    expect(chatGptHeaders({ originator, userAgent: "ua" })).toEqual({ originator, "user-agent": "ua" });
    expect(chatGptHeaders({ originator, userAgent: "ua", fedramp: true, residency: "us" })).toMatchObject({
      "x-openai-fedramp": "true",
      "x-openai-internal-codex-residency": "us",
    });
  });
});

it.each(["", "example.com", "ftp://example.com", "/relative"])(
  "%j is no base, and is not repeated",
  (baseUrl) => {
    expect(() => httpTransport({ baseUrl })).toThrow(
      new TypeError("baseUrl must be an http or https URL, e.g. https://analytics.example.com"),
    );
  },
);

function fail(): never {
  throw new Error("the server has seen nothing");
}
