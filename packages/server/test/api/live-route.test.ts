import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createStreamReader, type StreamMessage } from "../../inspector/src/api/event-stream.js";
import { addReadApi } from "../../src/api/read-api.js";
import { createMemoryStore, type MemoryStore } from "./memory-store.js";
import { recordedRecords } from "./records.js";
import { testApp } from "./test-app.js";

const [first, second, third] = recordedRecords();
let app: FastifyInstance;
let store: MemoryStore;
let base: string;

beforeEach(async () => {
  store = createMemoryStore();
  app = testApp();
  const lag = async () => ({ entries: 0, bytes: 0, oldest: null });
  addReadApi(app, { source: store, live: store.live, lag, now: Date.now });
  base = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterEach(() => app.close());

/** Reads a stream until it has the event with this key. */
async function until(response: Response, key: string): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = [];
  const take = createStreamReader((message) => messages.push(message));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    take(part.value);
    if (messages.some(({ data }) => data.includes(`"${key}"`))) break;
  }
  await reader?.cancel();
  return messages.filter(({ event }) => event === "event");
}

it("streams events over HTTP as they come, and goes on after the last id", async () => {
  const response = await fetch(`${base}/v1/live?type=${second?.event_type}`);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  for (const record of [first, second]) if (record !== undefined) store.receive(record);
  const [message] = await until(response, second?.key ?? "");
  expect(JSON.parse(message?.data ?? "")).toEqual(second);

  if (third !== undefined) store.receive(third);
  const again = await fetch(`${base}/v1/live`, { headers: { "last-event-id": message?.id ?? "" } });
  const keys = (await until(again, third?.key ?? "")).map(({ data }) => JSON.parse(data).key);
  expect(keys).toEqual([third?.key]);
});

it("lets the server end while somebody listens", async () => {
  const response = await fetch(`${base}/v1/live`);
  await app.close();
  await expect(response.text()).resolves.toContain("retry: 2000");
});

it("is no answer to who asks for headers only", async () => {
  expect((await fetch(`${base}/v1/live`, { method: "HEAD" })).status).toBe(404);
});

it("turns away more connections than anybody needs", async () => {
  const open = await Promise.all(Array.from({ length: 100 }, () => fetch(`${base}/v1/live`)));
  const refused = await fetch(`${base}/v1/live`);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "10"]);
  expect(open.every(({ status }) => status === 200)).toBe(true);
});
