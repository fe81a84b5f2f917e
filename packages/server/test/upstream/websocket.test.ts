import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { makeToken } from "../../dist/tokens.js";
import { makeCertificate, writeCertificate } from "../http/certificates.js";
import { useUpstream } from "./use-upstream.js";

const { backend, backendIs, backendUrl, front, log, start, startAlone } = useUpstream();

/** A backend that takes WebSockets and sends back what it gets; `close:CODE` closes with that code. */
function startEcho() {
  const asked: IncomingMessage[] = [];
  const http = createServer();
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: 64 * 1024 * 1024,
    perMessageDeflate: true,
    handleProtocols: (offered) => [...offered].at(-1) ?? false,
  });
  sockets.on("headers", (headers) => headers.push("x-backend: yes", "set-cookie: a=1", "set-cookie: b=2"));
  sockets.on("connection", (socket, handshake) => {
    asked.push(handshake);
    socket.send("hello");
    socket.on("message", (data, isBinary) => {
      const [, code] = /^close:(\d+)$/.exec(isBinary ? "" : String(data)) ?? [];
      if (code !== undefined) socket.close(Number(code), "told to");
      else socket.send(data, { binary: isBinary });
    });
  });
  backendIs(http);
  return asked;
}

const wsUrl = (url: string, path = "/backend-api/codex/responses?a=1&a=2") =>
  url.replace(/^http/, "ws") + path;

/** The next messages of a connection, in order, the first included when asked for at once. */
function messagesOf(socket: WebSocket): () => Promise<{ data: Buffer; isBinary: boolean }> {
  const waiting: { data: Buffer; isBinary: boolean }[] = [];
  let wake = () => {};
  socket.on("message", (data: Buffer, isBinary) => {
    waiting.push({ data, isBinary });
    wake();
  });
  return async () => {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) return next;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

describe("a WebSocket", () => {
  it("goes through in both ways: text, bytes, large messages, in order", async () => {
    startEcho();
    const socket = new WebSocket(wsUrl(front()));
    const next = messagesOf(socket);
    expect((await next()).data.toString()).toBe("hello");
    const large = Buffer.alloc(12 * 1024 * 1024, "0123456789abcdef");
    const sent = ["text ü", Buffer.from([0, 255, 128]), large, "", "last"];
    for (const each of sent) socket.send(each);
    for (const each of sent) {
      const { data, isBinary } = await next();
      expect([isBinary, data.equals(Buffer.from(each))]).toEqual([typeof each !== "string", true]);
    }
    socket.ping("are you there");
    expect(String((await once(socket, "pong"))[0])).toBe("are you there");
    socket.close();
    await once(socket, "close");
    expect(log()).toEqual([]);
  });

  it("is asked for and agreed to with the headers of both sides", async () => {
    const asked = startEcho();
    const server = await start({ basePath: "/base/" });
    const socket = new WebSocket(wsUrl(server.url), ["first", "second"], {
      headers: { Authorization: "Bearer codex", "chatgpt-account-id": "acc", "OpenAI-Beta": "responses" },
    });
    const [[answer]] = await Promise.all([once(socket, "upgrade"), once(socket, "message")]);
    expect(asked[0]?.url).toBe("/base/backend-api/codex/responses?a=1&a=2");
    expect(asked[0]?.headers).toMatchObject({
      host: new URL(backendUrl()).host,
      authorization: "Bearer codex",
      "chatgpt-account-id": "acc",
      "openai-beta": "responses",
    });
    expect((answer as IncomingMessage).headers).toMatchObject({
      "x-backend": "yes",
      "set-cookie": ["a=1", "b=2"],
    });
    expect([socket.protocol, socket.extensions]).toEqual(["second", "permessage-deflate"]);
    socket.terminate();
  });

  it("is closed by the upstream with its code", async () => {
    startEcho();
    for (const code of [1000, 1008, 1011, 4001]) {
      const socket = new WebSocket(wsUrl(front()));
      await once(socket, "open");
      socket.send(`close:${code}`);
      const [closed, reason] = await once(socket, "close");
      expect([closed, String(reason)]).toEqual([code, "told to"]);
    }
  });

  it("is closed by the client with its code", async () => {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http });
    const closed = new Promise((resolve) => {
      sockets.on("connection", (each) => each.on("close", (code, reason) => resolve([code, String(reason)])));
    });
    backendIs(http);
    const socket = new WebSocket(wsUrl(front()));
    await once(socket, "open");
    socket.close(4002, "bye");
    expect(await closed).toEqual([4002, "bye"]);
  });

  it("is refused as the upstream refuses it", async () => {
    backend((_, answer) =>
      answer
        .writeHead(426, { "x-why": "not today", "content-type": "application/json" })
        .end('{"detail":"no"}'),
    );
    const socket = new WebSocket(wsUrl(front()));
    const [, answer] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
    let text = "";
    for await (const piece of answer) text += String(piece);
    expect([answer.statusCode, answer.headers["x-why"], text]).toEqual([426, "not today", '{"detail":"no"}']);
    expect(log()).toEqual([]);
  });

  it("is answered with 502 when the upstream cannot be reached", async () => {
    const server = await start({ config: { upstream: "http://127.0.0.1:9" } });
    const socket = new WebSocket(wsUrl(server.url));
    const [, answer] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
    expect(answer.statusCode).toBe(502);
    answer.resume();
    expect(log()).toMatchObject([
      { level: "warn", msg: "the upstream cannot be reached", code: "ECONNREFUSED" },
    ]);
  });

  it("is hung up on by one side when the other hangs up, and that does not end the server", async () => {
    startEcho();
    for (const end of [
      (socket: WebSocket) => socket.terminate(),
      (socket: WebSocket) => socket.send("close:3001"),
    ]) {
      const socket = new WebSocket(wsUrl(front()));
      await once(socket, "open");
      end(socket);
      await once(socket, "close");
    }
    expect((await fetch(`${front()}/healthz`)).status).toBe(200);
  });

  it("goes through over TLS", async () => {
    startEcho();
    const folder = await mkdtemp(join(tmpdir(), "wss-"));
    const made = await makeCertificate();
    const server = await start({ config: await writeCertificate(folder, made) });
    await rm(folder, { recursive: true });
    const socket = new WebSocket(wsUrl(server.url), { ca: made.cert });
    expect([server.url, String((await once(socket, "message"))[0])]).toEqual([
      expect.stringMatching(/^https:/),
      "hello",
    ]);
    socket.terminate();
  });

  it("does not hold up a server that is stopped", async () => {
    startEcho();
    const server = await start({});
    const socket = new WebSocket(wsUrl(server.url));
    await once(socket, "open");
    const closed = once(socket, "close");
    await server.close();
    await closed;
  });

  async function refused(url: string, headers: Record<string, string>): Promise<number | undefined> {
    const socket = new WebSocket(url, { headers });
    const [, answer] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
    answer.resume();
    return answer.statusCode;
  }

  it("passes the same guards as every request", async () => {
    const asked = startEcho();
    const own = wsUrl(front());
    expect(await refused(own, { host: "evil.example.com" })).toBe(403);
    expect(await refused(own, { origin: "https://evil.example.com" })).toBe(403);
    expect(asked).toEqual([]);
  });

  it("needs a token where there are some, and takes none of ours along", async () => {
    const asked = startEcho();
    const { text, record } = makeToken("laptops", ["ingest"], new Date());
    const server = await start({ tokens: [record] });
    expect(await refused(wsUrl(server.url), {})).toBe(401);
    for (const [path, bearer] of [
      [`/t/${text}/x`, "Bearer codex"],
      ["/x", `Bearer ${text}`],
    ]) {
      const socket = new WebSocket(wsUrl(server.url, path), { headers: { authorization: bearer } });
      await once(socket, "open");
      socket.terminate();
    }
    expect(asked.map(({ url: path, headers }) => [path, headers.authorization])).toEqual([
      ["/x", "Bearer codex"],
      ["/x", undefined],
    ]);
    expect(JSON.stringify(asked.map(({ rawHeaders }) => rawHeaders))).not.toContain(text);
  });
});

describe("a wish for another protocol", () => {
  const wish = {
    connection: "Upgrade, HTTP2-Settings",
    upgrade: "h2c",
    "http2-settings": "AAMAAABkAAQAAP__",
  };

  it.each([["with an upstream"], ["without one"]])(
    "that is not offered does not matter, %s",
    async (which) => {
      startEcho();
      const url = which === "with an upstream" ? front() : (await startAlone()).url;
      const body = JSON.stringify({ events: [buildHookRunEvent()] });
      const headers = { ...wish, "content-type": "application/json", "content-length": String(body.length) };
      for (let i = 0; i < 2; i++) {
        const sent = request(`${url}/codex/analytics-events/events`, { method: "POST", headers });
        sent.end(body);
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        let text = "";
        for await (const piece of answer) text += String(piece);
        expect([answer.statusCode, JSON.parse(text)]).toMatchObject([200, { accepted: 1 }]);
      }
    },
  );

  it("is answered and hung up on where there is nobody to speak it", async () => {
    const server = await startAlone();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const head = [
      "GET /backend-api/x HTTP/1.1",
      "host: localhost",
      "connection: Upgrade",
      "upgrade: websocket",
    ];
    socket.write(
      [...head, "sec-websocket-version: 13", "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""].join(
        "\r\n",
      ),
    );
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 [\s\S]*--upstream URL passes other paths on/);
    socket.destroy();
  });
});
