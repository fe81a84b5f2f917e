import { describe, expect, it } from "vitest";
import { fakeServer } from "./fake-server.js";

const tick = (n: number) => ({ method: "tick", params: { n } });
const ticks = (count: number) => Array.from({ length: count }, (_, n) => tick(n));

/** Lets everything that is ready happen. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("notifications", () => {
  it("come in order, each to every stream that wants it", async () => {
    const { client, say } = fakeServer();
    const all = client.notifications();
    const tocks = client.notifications({ methods: ["tock"] });
    say(tick(1));
    say({ method: "tock", params: {} });
    expect([(await all.next()).value, (await all.next()).value]).toEqual([
      tick(1),
      { method: "tock", params: {} },
    ]);
    expect((await tocks.next()).value).toEqual({ method: "tock", params: {} });
  });

  it("are lost by nobody when they come faster than they are taken: reading pauses", async () => {
    const { client, say } = fakeServer();
    const stream = client.notifications({ capacity: 10 });
    for (const message of ticks(1_000)) say(message);
    const answer = client.request("after the flood", {});
    say({ id: 1, result: "read" });
    await settled();
    const taken = [];
    for await (const { params } of stream) if (taken.push(params) === 1_000) break;
    expect(taken).toEqual(ticks(1_000).map(({ params }) => params));
    expect(await answer).toBe("read");
  });

  it("drop the oldest and count them, when asked to", async () => {
    const { client, say } = fakeServer();
    const stream = client.notifications({ capacity: 3, overflow: "drop-oldest" });
    for (const message of ticks(10)) say(message);
    await settled();
    expect(stream.dropped).toBe(7);
    expect((await stream.next()).value).toEqual(tick(7));
  });

  it("fail the one stream that is full, when asked to", async () => {
    const { client, say } = fakeServer();
    const stream = client.notifications({ capacity: 2, overflow: "fail" });
    const other = client.notifications();
    for (const message of ticks(3)) say(message);
    await settled();
    expect([(await stream.next()).value, (await stream.next()).value]).toEqual(ticks(2));
    await expect(stream.next()).rejects.toMatchObject({ code: "OVERFLOW" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect((await other.next()).value).toEqual(tick(0));
  });

  it("no longer hold up the reading when their consumer leaves", async () => {
    const { client, say } = fakeServer();
    const stream = client.notifications({ capacity: 1 });
    for (const message of ticks(5)) say(message);
    const answer = client.request("behind", {});
    say({ id: 1, result: "read" });
    for await (const _ of stream) break;
    expect(await answer).toBe("read");
  });

  it("end with the client, after what was received", async () => {
    const { client, say } = fakeServer();
    const stream = client.notifications();
    say(tick(0));
    await settled();
    await client.close();
    const taken = [];
    for await (const notification of stream) taken.push(notification);
    expect(taken).toEqual([tick(0)]);
    expect(await client.notifications().next()).toEqual({ done: true, value: undefined });
  });

  it("throw when the connection fails, once, after what was received", async () => {
    const { client, say, hangUp } = fakeServer();
    const stream = client.notifications();
    say(tick(0));
    hangUp();
    expect((await stream.next()).value).toEqual(tick(0));
    await expect(stream.next()).rejects.toMatchObject({ code: "SERVER_CLOSED" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});
