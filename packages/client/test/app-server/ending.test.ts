import { describe, expect, it } from "vitest";
import { fakeServer } from "./fake-server.js";

describe("the end of a connection", () => {
  it("by the client rejects what waits and refuses what comes", async () => {
    const { client } = fakeServer();
    const answer = client.request("slow", {});
    const failed = expect(answer).rejects.toMatchObject({ code: "CLOSED", method: "slow" });
    await client.close();
    await failed;
    await expect(client.request("later", {})).rejects.toMatchObject({ code: "CLOSED" });
    expect(() => client.notify("later")).toThrow(expect.objectContaining({ code: "CLOSED" }));
    expect(await client.closed).toEqual({ error: undefined });
  });

  it("may come twice", async () => {
    const { client } = fakeServer();
    await Promise.all([client.close(), client.close()]);
    await client.close();
  });

  it("by the server rejects what waits", async () => {
    const { client, hangUp } = fakeServer();
    const answer = client.request("slow", {});
    hangUp();
    await expect(answer).rejects.toMatchObject({ code: "SERVER_CLOSED", method: "slow" });
    expect(await client.closed).toMatchObject({ error: { code: "SERVER_CLOSED" } });
  });

  it("leaves no rejection unhandled when nobody waits for the answer", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    const { client, hangUp } = fakeServer();
    const stream = client.notifications();
    client.request("one", {}, { timeoutMs: 5 }).catch(() => {});
    hangUp();
    await client.closed;
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
    await expect(stream.next()).rejects.toMatchObject({ code: "SERVER_CLOSED" });
  });
});
