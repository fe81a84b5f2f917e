import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect, createServer as createNetServer, type Socket } from "node:net";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { makeToken } from "../../dist/tokens.js";
import { addUpstream } from "../../src/upstream/add-upstream.js";
import { useUpstream } from "./use-upstream.js";

const { backend, backendIs, backendUrl, front, log, logText, start } = useUpstream();
const SECRET = "s3cret";

/** Sends the head of a request; the body is for the test. */
function open(url: string, headers: Record<string, string> = {}, method = "POST"): ClientRequest {
  const sent = request(url, { method, headers: { authorization: `Bearer ${SECRET}`, ...headers } });
  sent.on("error", () => {});
  sent.flushHeaders();
  return sent;
}

const answerTo = async (sent: ClientRequest) => ((await once(sent, "response")) as [IncomingMessage])[0];
const piece = async (from: IncomingMessage) => String((await once(from, "data"))[0]);
async function textOf(from: IncomingMessage): Promise<string> {
  let text = "";
  for await (const each of from) text += String(each);
  return text;
}

describe("pieces", () => {
  it("of an answer arrive one by one, the head before the first", async () => {
    const answers: ServerResponse[] = [];
    backend((_, answer) => {
      answer.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      answers.push(answer);
    });
    const sent = open(`${front()}/events`, {}, "GET");
    sent.end();
    const answer = await answerTo(sent);
    for (const event of ["data: one\n\n", "data: two\n\n"]) {
      answers[0]?.write(event);
      // The next one is written only once this one has arrived.
      expect(await piece(answer)).toBe(event);
    }
    answers[0]?.end();
    await once(answer, "end");
    expect(log()).toEqual([]);
  });

  it("of a body arrive one by one, and are answered one by one", async () => {
    backend((asked, answer) => {
      answer.writeHead(200, { "content-type": "application/octet-stream" }).flushHeaders();
      asked.pipe(answer);
    });
    const sent = open(`${front()}/echo`);
    const answer = await answerTo(sent);
    for (const each of ["first", "second"]) {
      sent.write(each);
      expect(await piece(answer)).toBe(each);
    }
    sent.end();
    await once(answer, "end");
  });
});

describe("a request and its answer", () => {
  interface Asked {
    readonly line: string;
    readonly rawHeaders: readonly string[];
    readonly body: string;
  }
  function startNoting(status = 200, headers: string[] = []) {
    const asked: Asked[] = [];
    backend(async (each, answer) => {
      asked.push({
        line: `${each.method} ${each.url}`,
        rawHeaders: each.rawHeaders,
        body: await textOf(each),
      });
      answer.sendDate = false;
      answer.writeHead(status, "As It Is", headers);
      answer.end(each.method === "HEAD" ? undefined : "done");
    });
    return asked;
  }

  it("go through as they are, but for what belongs to a connection or to this server", async () => {
    const asked = startNoting(207, [
      "Set-Cookie",
      "a=1",
      "X-Own",
      "ü",
      "set-cookie",
      "b=2",
      "Keep-Alive",
      "timeout=9",
    ]);
    const server = await start({ basePath: "/base" });
    const sent = request(`${server.url}/a%2Fb/%C3%BC?q=1&q=%20`, {
      method: "POST",
      headers: [
        ...["Host", "localhost", "Content-Type", "text/x-any; charset=odd", "X-Twice", "1", "x-twice", "2"],
        ...[
          "Cookie",
          "c=1",
          "Connection",
          "keep-alive, X-Hop",
          "X-Hop",
          "1",
          "TE",
          "trailers",
          "Expect",
          "100-continue",
        ],
        ...["X-Codex-Contracts-Drops", "stream-1;consent=1", "Content-Length", "4"],
      ],
    });
    sent.end("body");
    const answer = await answerTo(sent);
    expect([answer.statusCode, answer.statusMessage, await textOf(answer)]).toEqual([
      207,
      "As It Is",
      "done",
    ]);
    // Node reads headers as Latin-1, whatever they are.
    const written = Buffer.from("ü").toString("latin1");
    expect(answer.rawHeaders.slice(0, 6)).toEqual([
      "Set-Cookie",
      "a=1",
      "X-Own",
      written,
      "set-cookie",
      "b=2",
    ]);
    expect(answer.headers["keep-alive"]).not.toBe("timeout=9");
    expect(asked).toEqual([
      {
        line: "POST /base/a%2Fb/%C3%BC?q=1&q=%20",
        body: "body",
        rawHeaders: [
          ...[
            "Host",
            new URL(backendUrl()).host,
            "Content-Type",
            "text/x-any; charset=odd",
            "X-Twice",
            "1",
            "x-twice",
            "2",
          ],
          ...["Cookie", "c=1", "Content-Length", "4", "Connection", "keep-alive"],
        ],
      },
    ]);
  });

  it.each([
    ["GET", undefined, {}],
    ["HEAD", undefined, {}],
    ["OPTIONS", undefined, {}],
    ["PUT", "a body", {}],
    ["PATCH", "", {}],
    ["DELETE", "in pieces", { "transfer-encoding": "chunked" }],
    ["POST", "x".repeat(6 * 1024 * 1024), { "content-type": "application/json" }],
  ])("go through with their body: %s", async (method, body, headers) => {
    const asked = startNoting();
    for (let i = 0; i < 2; i++) {
      const sent = request(`${front()}/x`, { method, headers });
      sent.end(body);
      const answer = await answerTo(sent);
      expect([answer.statusCode, await textOf(answer)]).toEqual([200, method === "HEAD" ? "" : "done"]);
    }
    const same = { line: `${method} /x`, body: body ?? "" };
    expect(asked.map(({ line, body: got }) => ({ line, body: got }))).toEqual([same, same]);
  });

  it("are asked for once, also when the upstream has no time", async () => {
    const asked = startNoting(503, ["Retry-After", "0"]);
    const answer = await fetch(`${front()}/x`);
    expect([answer.status, asked.length]).toEqual([503, 1]);
  });

  it("take no token of ours along, whichever way it came", async () => {
    const asked = startNoting();
    const { text, record } = makeToken("laptops", ["ingest"], new Date());
    const server = await start({ tokens: [record] });
    await fetch(`${server.url}/t/${text}/x`, { headers: { authorization: "Bearer codex" } });
    await fetch(`${server.url}/x`, { headers: { authorization: `Bearer ${text}` } });
    expect(asked.map(({ line }) => line)).toEqual(["GET /x", "GET /x"]);
    expect(JSON.stringify(asked)).toContain("Bearer codex");
    expect(JSON.stringify(asked)).not.toContain(text);
  });
});

describe("who hangs up", () => {
  /** A server of any protocol. */
  const net = (serve: (socket: Socket) => void) => backendIs(createNetServer(serve));

  it.each([
    [
      "before it answers",
      (socket: Socket) => socket.once("data", () => socket.destroy()),
      502,
      "the upstream has hung up before it answered",
    ],
    [
      "in no HTTP",
      (socket: Socket) => socket.once("data", () => socket.end(`${SECRET}\r\n\r\n`)),
      502,
      "the upstream has answered with something that is not HTTP",
    ],
  ])("the upstream, %s", async (_, serve, status, told) => {
    net(serve);
    const sent = open(`${front()}/x?${SECRET}`, { "content-type": "text/plain" });
    sent.end(SECRET);
    const answer = await answerTo(sent);
    expect([answer.statusCode, JSON.parse(await textOf(answer))]).toEqual([
      status,
      { error: expect.stringContaining("upstream"), hint: expect.any(String) },
    ]);
    expect(log()).toMatchObject([{ level: "warn", msg: told }]);
    expect(logText()).not.toContain(SECRET);
  });

  it("the upstream, in the middle of its answer", async () => {
    backend((_, answer) => {
      answer.writeHead(200, { "content-length": "100", "x-own": SECRET });
      answer.write(SECRET, () => answer.destroy());
    });
    const sent = open(`${front()}/x`, {}, "GET");
    sent.end();
    const answer = await answerTo(sent);
    await expect(textOf(answer)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(log()).toMatchObject([
      { level: "warn", msg: "the upstream has hung up in the middle of its answer" },
    ]);
    expect(logText()).not.toContain(SECRET);
  });

  it("the client, before the answer: the upstream is hung up on", async () => {
    let asked: (request: IncomingMessage) => void = () => {};
    const arrived = new Promise<IncomingMessage>((resolve) => {
      asked = resolve;
    });
    backend((each) => asked(each));
    const sent = open(`${front()}/x?${SECRET}`);
    const closed = new Promise((resolve) => void arrived.then((each) => each.socket.once("close", resolve)));
    await arrived;
    sent.destroy();
    await closed;
    expect(log()).toMatchObject([
      { level: "warn", msg: "the client has hung up before the upstream answered" },
    ]);
    expect(logText()).not.toContain(SECRET);
  });

  it("the client, in the middle of the answer: the upstream is hung up on", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    backend((each, answer) => {
      closed = once(each.socket, "close");
      answer.writeHead(200, { "content-type": "text/event-stream" }).write(`data: ${SECRET}\n\n`);
    });
    const sent = open(`${front()}/x`, {}, "GET");
    sent.end();
    const answer = await answerTo(sent);
    await piece(answer);
    answer.on("error", () => {});
    sent.destroy();
    await closed;
    expect(log()).toMatchObject([
      { level: "warn", msg: "the client has hung up in the middle of the answer" },
    ]);
    expect(logText()).not.toContain(SECRET);
  });

  it("nobody: an upstream that refuses a body halfway through it is heard, and the connection goes on", async () => {
    backend((each, answer) => {
      each.resume();
      answer.writeHead(413).end("too much");
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < 2; i++) {
      const sent = request(`${front()}/x`, { method: "POST", agent });
      sent.write("half");
      const answer = await answerTo(sent);
      expect([answer.statusCode, await textOf(answer)]).toEqual([413, "too much"]);
      const closed = once(sent, "close");
      sent.end("and half");
      await closed;
      expect(sent.reusedSocket).toBe(i > 0);
    }
    agent.destroy();
    expect(log()).toEqual([]);
  });

  it("nobody, but there is no connection in time: 504", async () => {
    // Takes connections and never begins the handshake.
    net(() => {});
    const upstream = backendUrl().replace("http:", "https:");
    const failures: unknown[] = [];
    const app = Fastify();
    await addUpstream(app, {
      upstream,
      connectMs: 50,
      isOwnBearer: () => false,
      onFailure: (failure) => failures.push(failure),
      closeMs: 0,
      isTls: false,
    });
    const answer = await fetch(`${await app.listen({ port: 0 })}/x`);
    expect([answer.status, await answer.json()]).toMatchObject([
      504,
      { error: expect.stringContaining("in time") },
    ]);
    expect(failures).toEqual([{ what: expect.stringContaining("in time"), code: "ETIMEDOUT" }]);
    await app.close();
  });

  it("nobody, but a stopping server waits only for a while", async () => {
    backend((_, answer) => void answer.writeHead(200).write("and"));
    const server = await start({ config: { shutdown_ms: 100 } });
    const answer = await fetch(`${server.url}/x`);
    const rest = answer.text().catch(() => "broken off");
    await server.close();
    expect(await rest).toBe("broken off");
  });
});

it("two opinions about where a body ends never reach the upstream", async () => {
  const heads: string[] = [];
  backendIs(
    createNetServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (data) => {
        heads.push(String(data));
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    }),
  );
  const socket = connect(Number(new URL(front()).port), "127.0.0.1");
  const smuggled = "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n";
  socket.write(
    `GET /x HTTP/1.1\r\nhost: localhost\r\nconnection: content-length\r\ncontent-length: ${smuggled.length}\r\n\r\n${smuggled}`,
  );
  await once(socket, "data");
  socket.destroy();
  expect(heads[0]).toMatch(/^GET \/x HTTP\/1\.1\r\n[\s\S]*content-length: \d+\r\n/i);
});
