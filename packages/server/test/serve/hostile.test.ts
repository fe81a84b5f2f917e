import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildHookRunEvent } from "@codex-contracts/fixtures";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServerProcess, startProcess } from "./server-process.js";

const EVENTS = "/codex/analytics-events/events";
const MiB = 1024 * 1024;
/** More than the server takes at rest and with what its limits let in at once. */
const MOST_MEMORY = 900 * MiB;

let folder = "";
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
  const started = await startProcess({ folder, max_body_bytes: 4 * MiB });
  if (started === undefined) throw new Error("the server does not start");
  server = started;
}, 60_000);
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true });
}, 60_000);

const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
  try {
    const answer = await fetch(server.url + EVENTS, init);
    return { status: answer.status, text: await answer.text() };
  } catch {
    // A body that is too large is not read to its end.
    return { status: 413, text: "{}" };
  }
};

async function memory(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

/** Hostile requests by name: how one is sent, and what it is answered. */
const table: readonly (readonly [
  name: string,
  times: number,
  send: () => ReturnType<typeof post>,
  status: number,
])[] = [
  ["bombs", 60, () => post(bomb, { "content-encoding": "gzip" }), 413],
  ["bodies that are too large", 20, () => post(" ".repeat(5 * MiB)), 413],
  ["a million levels", 20, () => post(`{"events":[${"[".repeat(MiB)}${"]".repeat(MiB)}]}`), 400],
  ["a million keys twice", 5, () => post(`{"events":[{${'"a":1,'.repeat(5e5)}"a":1}]}`), 400],
  ["a million empty events", 5, () => post(`{"events":[${"{},".repeat(1e6)}{}]}`), 400],
  ["ten thousand broken events", 20, () => post(`{"events":[${"{},".repeat(9999)}{}]}`), 200],
  [
    "one text of megabytes",
    20,
    () => post(JSON.stringify({ events: [buildHookRunEvent({ status: "x".repeat(3 * MiB) as "failed" })] })),
    200,
  ],
  ["numbers of a thousand digits", 20, () => post(`{"events":[${"9".repeat(1000)}]}`), 200],
  ["half a character at the end", 20, () => post(Buffer.from('{"events":["\xc3', "latin1")), 400],
];
const bomb = gzipSync(Buffer.alloc(512 * MiB, " "), { level: 9 });

it.each(table)(
  "takes %s, and stays as large as it is",
  { timeout: 120_000 },
  async (_, times, send, status) => {
    const answers = await Promise.all(Array.from({ length: times }, send));
    expect([...new Set(answers.map((answer) => answer.status))]).toEqual([status]);
    expect(Math.max(...answers.map(({ text }) => text.length))).toBeLessThan(200_000);
    expect(await memory()).toBeLessThan(MOST_MEMORY);
    expect(await post(JSON.stringify({ events: [buildHookRunEvent()] }))).toMatchObject({ status: 200 });
  },
);

it("answers others while three hundred senders are slow", { timeout: 60_000 }, async () => {
  const { port } = new URL(server.url);
  const sockets: Socket[] = [];
  for (let i = 0; i < 300; i++) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      `POST ${EVENTS} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 4000000\r\n\r\n{`,
    );
    sockets.push(socket);
  }
  expect(await post(JSON.stringify({ events: [buildHookRunEvent()] }))).toMatchObject({ status: 200 });
  expect(await memory()).toBeLessThan(MOST_MEMORY);
  for (const socket of sockets) socket.destroy();
});
