import { describe, expect, it } from "vitest";
import { fakeServer } from "./fake-server.js";

describe("waiting for an answer", () => {
  it("ends at the timeout of the request", async () => {
    const { client } = fakeServer();
    await expect(client.request("slow", {}, { timeoutMs: 20 })).rejects.toMatchObject({
      code: "TIMEOUT",
      method: "slow",
    });
  });

  it("ends at the timeout of the client", async () => {
    const { client } = fakeServer({ requestTimeoutMs: 20 });
    await expect(client.request("slow", {})).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it("takes no notice of an answer that comes too late", async () => {
    const problems: string[] = [];
    const { client, say } = fakeServer({ onProblem: ({ code }) => problems.push(code) });
    await expect(client.request("slow", {}, { timeoutMs: 10 })).rejects.toMatchObject({ code: "TIMEOUT" });
    say({ id: 1, result: "late" });
    say({ id: 7, result: "never asked for" });
    const answer = client.request("quick", {});
    say({ id: 2, result: "in time" });
    expect(await answer).toBe("in time");
    expect(problems).toEqual(["UNEXPECTED_ANSWER"]);
  });

  it("ends when the signal aborts, with its reason as the cause", async () => {
    const { client } = fakeServer();
    const controller = new AbortController();
    const answer = client.request("slow", {}, { signal: controller.signal });
    controller.abort("changed my mind");
    await expect(answer).rejects.toMatchObject({ code: "ABORTED", cause: "changed my mind" });
  });

  it("does not begin when the signal has aborted", async () => {
    const { client, unread } = fakeServer();
    const answer = client.request("slow", {}, { signal: AbortSignal.abort() });
    await expect(answer).rejects.toMatchObject({ code: "ABORTED" });
    expect(unread()).toBe(0);
  });

  it("ends a command that is given up", async () => {
    const { client, next } = fakeServer();
    const controller = new AbortController();
    const answer = client.commandExec({ command: ["sleep", "60"] }, { signal: controller.signal });
    const { params } = await next();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: "ABORTED" });
    expect(params).toMatchObject({ processId: expect.any(String) });
    const { processId } = params as { processId: string };
    expect(await next()).toMatchObject({ method: "command/exec/terminate", params: { processId } });
  });

  it("can be for ever", async () => {
    const { client, say } = fakeServer({ requestTimeoutMs: 5 });
    const answer = client.request("slow", {}, { timeoutMs: Number.POSITIVE_INFINITY });
    await new Promise((resolve) => setTimeout(resolve, 30));
    say({ id: 1, result: "at last" });
    expect(await answer).toBe("at last");
  });
});
