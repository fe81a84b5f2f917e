import {
  buildCommandExecutionRequestApprovalParams,
  buildPermissionsRequestApprovalParams,
} from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import type { AppServerError } from "../../src/app-server/index.js";
import { fakeServer } from "./fake-server.js";

const approval = "item/commandExecution/requestApproval";
const permissions = "item/permissions/requestApproval";
const ask = (method: string, params: unknown) => ({ id: 0, method, params });

describe("requests of the server", () => {
  it("are answered by the handler of their method", async () => {
    const asked = buildCommandExecutionRequestApprovalParams();
    const { next, say } = fakeServer({
      handlers: {
        [approval]: ({ itemId }) => ({ decision: itemId === asked.itemId ? "accept" : "decline" }),
      },
    });
    say(ask(approval, asked));
    expect(await next()).toEqual({ id: 0, result: { decision: "accept" } });
  });

  it("for permissions are answered with a grant", async () => {
    const { next, say } = fakeServer({
      handlers: {
        [permissions]: async () => ({ permissions: { network: { enabled: true } }, scope: "session" }),
      },
    });
    say(ask(permissions, buildPermissionsRequestApprovalParams()));
    expect(await next()).toEqual({
      id: 0,
      result: { permissions: { network: { enabled: true } }, scope: "session" },
    });
  });

  it.each([approval, "item/fileChange/requestApproval"])(
    "without a handler get an error: %s",
    async (method) => {
      const { next, say } = fakeServer();
      say(ask(method, {}));
      expect(await next()).toEqual({
        id: 0,
        error: { code: -32601, message: `the client has no handler for ${method}` },
      });
    },
  );

  it("without a contract go to the handler of the others", async () => {
    const { next, say } = fakeServer({
      otherRequests: (method) =>
        method === "item/fileChange/requestApproval" ? { decision: "decline" } : undefined,
    });
    say(ask("item/fileChange/requestApproval", {}));
    expect(await next()).toEqual({ id: 0, result: { decision: "decline" } });
    say(ask("item/tool/call", {}));
    expect(await next()).toMatchObject({ id: 0, error: { code: -32601 } });
  });

  it("that break their contract get an error and are reported", async () => {
    const problems: AppServerError[] = [];
    const { next, say } = fakeServer({
      handlers: { [approval]: () => ({ decision: "accept" }) },
      onProblem: (problem) => problems.push(problem),
    });
    say(ask(approval, { threadId: 1 }));
    expect(await next()).toMatchObject({ id: 0, error: { code: -32602 } });
    expect(problems).toMatchObject([{ code: "INVALID_REQUEST", method: approval }]);
  });

  it("whose handler throws get an error that does not tell why", async () => {
    const cause = new Error("secret");
    const problems: AppServerError[] = [];
    const { next, say } = fakeServer({
      handlers: { [approval]: () => Promise.reject(cause) },
      onProblem: (problem) => {
        problems.push(problem);
        throw problem;
      },
    });
    say(ask(approval, buildCommandExecutionRequestApprovalParams()));
    expect(await next()).toEqual({
      id: 0,
      error: { code: -32603, message: "the handler of the client failed" },
    });
    expect(problems).toMatchObject([{ code: "HANDLER_FAILED", cause }]);
  });

  it("are not answered with what breaks the contract of the answer", async () => {
    // As a handler in JavaScript may.
    const yes = { decision: "yes" } as unknown as { decision: "accept" };
    const { next, say } = fakeServer({ handlers: { [approval]: () => yes } });
    say(ask(approval, buildCommandExecutionRequestApprovalParams()));
    expect(await next()).toMatchObject({ id: 0, error: { code: -32603 } });
  });

  it("are withdrawn when the server settles them itself", async () => {
    let withdrawn = () => {};
    const gone = new Promise<void>((resolve) => {
      withdrawn = resolve;
    });
    const { client, say, unread } = fakeServer({
      handlers: {
        [approval]: async (_, { signal }) => {
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          withdrawn();
          return { decision: "accept" };
        },
      },
    });
    say(ask(approval, buildCommandExecutionRequestApprovalParams()));
    say({ method: "serverRequest/resolved", params: { threadId: "t", requestId: 0 } });
    await gone;
    await client.close();
    expect(unread()).toBe(0);
  });
});
