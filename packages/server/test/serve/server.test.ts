import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Server as HttpServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// The compiled one: it starts threads from files beside it.
import { type Folder, openFolder, readRunFile, type Server, startServer } from "../../dist/index.js";
import { makeToken, writeTokens } from "../../dist/tokens.js";
import type { CompleteConfig } from "../../src/config/defaults.js";

const EVENTS = "/codex/analytics-events/events";
const SLOW = { timeout: 60_000 };
let folder = "";
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "server-"));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const lines: string[] = [];

async function start(config: Partial<CompleteConfig> = {}): Promise<Server> {
  lines.length = 0;
  const server = await startServer(
    { folder, port: 0, ...config },
    { logTo: { write: (line) => void lines.push(line) } },
  );
  closing.push(() => server.close());
  return server;
}

function send(
  url: string,
  events: readonly unknown[],
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = JSON.stringify({ events });
  return fetch(url + EVENTS, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}

async function ask<T>(from: Folder, path: string, json?: unknown): Promise<T> {
  const { body } = await from.ask({ method: json === undefined ? "GET" : "POST", path, json });
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString()) as T;
}

/** How many events are stored, asked through the folder. */
async function storedEvents(): Promise<number> {
  const opened = await openFolder(folder);
  try {
    return (await ask<{ store: { events: number } }>(opened, "/v1/stats")).store.events;
  } finally {
    await opened.close();
  }
}

describe("a server in one folder", SLOW, () => {
  it("stores what it has acknowledged, and tells it while it runs and afterwards", async () => {
    const server = await start();
    const events = recorded("codex-0.125.0-events");
    expect(await (await send(server.url, events)).json()).toMatchObject({
      accepted: events.length,
      findings: [],
    });
    expect(await server.drained(10_000)).toBe(true);
    expect(await storedEvents()).toBe(events.length);
    await server.close();
    expect(await readRunFile(folder)).toBeUndefined();
    expect(await storedEvents()).toBe(events.length);
  });

  it("counts a batch once that comes twice, with and without keys of its events", async () => {
    const server = await start();
    const keyed = { "idempotency-key": "batch-0001", "x-codex-contracts-event-keys": "stream-0001:1-2" };
    const anew = { "idempotency-key": "batch-0002", "x-codex-contracts-event-keys": "stream-0001:2-3" };
    const events = [buildHookRunEvent(), buildHookRunEvent()];
    for (const headers of [
      keyed,
      keyed,
      anew,
      { "idempotency-key": "batch-0003" },
      { "idempotency-key": "batch-0003" },
    ]) {
      expect((await send(server.url, events, headers)).status).toBe(200);
    }
    await server.drained(10_000);
    // stream-0001:1, 2 and 3, and the two of batch-0003.
    expect(await storedEvents()).toBe(5);
  });

  it("keeps broken events apart with the reason and without what may not be kept", async () => {
    const server = await start();
    await send(server.url, [buildHookRunEvent({ status: "s3cret" as "failed" })]);
    await server.drained(10_000);
    const opened = await openFolder(folder);
    const { groups } = await ask<{ groups: unknown[] }>(opened, "/v1/quarantine");
    await opened.close();
    expect(groups).toMatchObject([
      { event_type: "codex_hook_run", count: 1, issues: [{ path: "/event_params/status" }] },
    ]);
    expect(JSON.stringify(groups)).not.toContain("s3cret");
  });

  it("answers SQL that reads, and no other", async () => {
    const server = await start();
    await send(server.url, [buildHookRunEvent()]);
    await server.drained(10_000);
    const opened = await openFolder(folder);
    const sql = "SELECT event_key IS NOT NULL AS has_key, product_surface FROM codex_hook_run";
    expect(await ask(opened, "/local/query", { sql })).toMatchObject({ rows: [[true, "codex"]] });
    expect(await ask(opened, "/local/query", { sql: "DROP TABLE codex_hook_run" })).toMatchObject({
      error: expect.any(String),
    });
    const answer = await fetch(`${server.url}/local/query`, {
      method: "POST",
      body: JSON.stringify({ sql }),
    });
    expect(answer.status).toBe(401);
  });

  it("is copied while it runs", async () => {
    const server = await start();
    await send(server.url, [buildHookRunEvent()]);
    await server.drained(10_000);
    const opened = await openFolder(folder);
    const copy = await mkdtemp(join(tmpdir(), "copy-"));
    closing.push(() => rm(copy, { recursive: true }));
    expect(await ask(opened, "/local/backup", { folder: copy })).toEqual({ folder: copy });
    expect(await ask(opened, "/local/backup", { folder: copy })).toEqual({
      error: "the target of a backup must not exist: choose another name",
    });
    const second = await startServer({ folder: copy, port: 0 });
    closing.push(() => second.close());
    const copied = await openFolder(copy);
    expect(await ask(copied, "/v1/stats")).toMatchObject({ store: { events: 1 } });
  });

  it("takes no second server", async () => {
    await start();
    await expect(startServer({ folder, port: 0 })).rejects.toMatchObject({
      name: "LogError",
      code: "locked",
    });
  });

  it("finishes what has begun when it is stopped", async () => {
    const server = await start();
    const sent = Array.from({ length: 50 }, () => send(server.url, [buildHookRunEvent()]));
    await sent[0];
    const [answers] = await Promise.all([Promise.allSettled(sent), server.close()]);
    const taken = answers.filter((each) => each.status === "fulfilled" && each.value.status === 200).length;
    expect(taken).toBeGreaterThan(0);
    expect(await storedEvents()).toBe(taken);
  });

  it("does not wait for connections that were opened and never used", async () => {
    const server = await start();
    const sockets = Array.from({ length: 5 }, () => connect(Number(new URL(server.url).port), "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    // Whether it is ended or reset does not matter here.
    for (const socket of sockets) socket.on("error", () => {});
    const ended = sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    await server.close();
    await Promise.all(ended);
  });

  it("writes nothing of an event into its own log above the ceiling", async () => {
    const server = await start({ tracked_level: "info", log_ceiling: "public" });
    await send(server.url, [buildHookRunEvent({ thread_id: "s3cret-thread", model_slug: "s3cret-model" })]);
    const tracked = lines
      .map((line) => JSON.parse(line) as { msg: string })
      .filter(({ msg }) => msg.startsWith("Tracked "));
    expect(tracked.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(
        /^Tracked codex_hook_run event params=\{"product_surface":"codex",.*"status":"completed"\}$/,
      ),
    ]);
    expect(lines.join("")).not.toContain("s3cret");
  });

  it("ends a request whose body does not come", async () => {
    const server = await start({ body_timeout_ms: 200 });
    const { port } = new URL(server.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST ${EVENTS} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
    );
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      socket.setEncoding("utf8").on("data", (piece) => (text += piece));
      socket.on("close", () => resolve(text));
    });
    expect(answer).toContain("408");
  });
});

describe("credentials", SLOW, () => {
  it("are needed to listen to others", async () => {
    await expect(startServer({ folder, port: 0, host: "0.0.0.0" })).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringContaining("tokens create"),
    });
  });

  it("let their bearers in, from the moment they are there", async () => {
    const server = await start();
    expect(server.notes).toEqual([expect.stringContaining("only programs on this machine")]);
    const { text, record } = makeToken("laptops", ["ingest"], new Date());
    await writeTokens(join(folder, "tokens.json"), [record]);
    await expect
      .poll(async () => (await send(server.url, [buildHookRunEvent()])).status, { timeout: 5000 })
      .toBe(401);
    expect((await send(`${server.url}/t/${text}`, [buildHookRunEvent()])).status).toBe(200);
    await writeTokens(join(folder, "tokens.json"), []);
    await expect
      .poll(async () => (await send(`${server.url}/t/${text}`, [])).status, { timeout: 5000 })
      .toBe(401);
  });

  it("of commands on this machine are readable by their owner only", async () => {
    await start();
    expect((await stat(join(folder, "run.json"))).mode & 0o777).toBe(0o600);
    const secret = (await readRunFile(folder))?.secret ?? "";
    expect(secret.length).toBeGreaterThan(40);
    expect(lines.join("")).not.toContain(secret);
    expect(await readFile(join(folder, "run.json"), "utf8")).toContain(secret);
  });
});

describe("beside the real backend", SLOW, () => {
  interface Passed {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
  }

  /** A backend that notes what it gets, and answers in two pieces. */
  async function startBackend(): Promise<{ readonly url: string; readonly passed: Passed[] }> {
    const passed: Passed[] = [];
    const backend: HttpServer = createServer((request, answer) => {
      let body = "";
      request.setEncoding("utf8").on("data", (piece) => (body += piece));
      request.on("end", () => {
        passed.push({ method: request.method, url: request.url, headers: request.headers, body });
        answer.writeHead(201, { "x-backend": "yes", "content-type": "text/event-stream" });
        answer.write("data: one\n\n");
        setTimeout(() => answer.end("data: two\n\n"), 20);
      });
    });
    await new Promise<void>((resolve) => void backend.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => void backend.close(resolve)));
    const address = backend.address();
    return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, passed };
  }

  it("passes every other path on as it is", async () => {
    const { url, passed } = await startBackend();
    const server = await start({ upstream: url });
    const answer = await fetch(`${server.url}/backend-api/codex/responses?a=1&a=2`, {
      method: "POST",
      headers: {
        authorization: "Bearer codex",
        "chatgpt-account-id": "acc",
        "content-type": "application/json",
      },
      body: '{"model":"gpt"}',
    });
    expect([answer.status, answer.headers.get("x-backend"), await answer.text()]).toEqual([
      201,
      "yes",
      "data: one\n\ndata: two\n\n",
    ]);
    expect(passed).toMatchObject([
      {
        method: "POST",
        url: "/backend-api/codex/responses?a=1&a=2",
        body: '{"model":"gpt"}',
        headers: { authorization: "Bearer codex", "chatgpt-account-id": "acc", host: new URL(url).host },
      },
    ]);
  });

  it("passes no token of ours on", async () => {
    const { url, passed } = await startBackend();
    const { text, record } = makeToken("laptops", ["ingest"], new Date());
    await writeTokens(join(folder, "tokens.json"), [record]);
    const server = await start({ upstream: url, tee: true });
    await (
      await fetch(`${server.url}/t/${text}/backend-api/me`, { headers: { authorization: "Bearer codex" } })
    ).text();
    await send(`${server.url}/t/${text}/backend-api`, [buildHookRunEvent()], {
      authorization: "Bearer codex",
    });
    await expect
      .poll(() => passed.map(({ url: path }) => path))
      .toEqual(["/backend-api/me", `/backend-api${EVENTS}`]);
    expect(passed.map(({ headers }) => headers.authorization)).toEqual(["Bearer codex", "Bearer codex"]);
    expect(JSON.stringify(passed)).not.toContain(text);
    const without = await fetch(`${server.url}/backend-api/me`, {
      headers: { authorization: "Bearer codex" },
    });
    expect(without.status).toBe(401);
  });

  it("says that the backend does not answer", async () => {
    const server = await start({ upstream: "http://127.0.0.1:9" });
    const answer = await fetch(`${server.url}/backend-api/me`);
    expect([answer.status, await answer.json()]).toEqual([
      502,
      expect.objectContaining({ error: "the upstream does not answer" }),
    ]);
    expect((await send(server.url, [buildHookRunEvent()])).status).toBe(200);
  });

  it("needs one for --tee", async () => {
    await expect(startServer({ folder, port: 0, tee: true })).rejects.toMatchObject({ name: "ConfigError" });
  });

  it("answers 404 without one", async () => {
    const server = await start();
    const answer = await fetch(`${server.url}/backend-api/me`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ hint: expect.stringContaining("--upstream") }),
    ]);
  });
});
