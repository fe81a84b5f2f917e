import { PermissionRequestHookOutput } from "@codex-contracts/protocol/hooks";
import { describe, expect, it } from "vitest";
import {
  addContext,
  allow,
  answerHook,
  block,
  deny,
  type HookAnswer,
  noDecision,
  permissionRequest,
  postToolUse,
  preToolUse,
  sessionStart,
  stop,
  stopEvent,
  userPromptSubmit,
} from "../src/index.js";
import { judgeHookRun } from "../src/judge.js";
import { recordedInputs } from "./recorded.js";

const stdinOf = (event: string) =>
  JSON.stringify(recordedInputs.find((input) => input["hook_event_name"] === event));
const ask = (handler: () => unknown, options?: { deadline: number }, stdin = stdinOf("PermissionRequest")) =>
  // Handlers in JavaScript may return anything.
  answerHook(permissionRequest, handler as () => HookAnswer<"PermissionRequest">, stdin, options);

describe("answers and what Codex makes of them", () => {
  it.each([
    ["allow()", permissionRequest, () => allow(), { decision: { behavior: "allow" } }],
    ["deny(…)", permissionRequest, () => deny("why"), { decision: { behavior: "deny", message: "why" } }],
    ["a blank deny", permissionRequest, () => deny(""), { decision: { behavior: "deny" } }],
    ["noDecision()", permissionRequest, () => noDecision(), { decision: null, status: "completed" }],
    [
      "a warning",
      permissionRequest,
      () => allow({ systemMessage: "hm" }),
      { entries: [{ kind: "warning", text: "hm" }] },
    ],
    ["block(…) of a tool", preToolUse, () => block("why"), { shouldBlock: true, blockReason: "why" }],
    [
      "block(…) of an output",
      postToolUse,
      () => block("why", { context: "c" }),
      { feedback: ["why"], additionalContexts: ["c"] },
    ],
    ["addContext(…) after a tool", postToolUse, () => addContext("c"), { additionalContexts: ["c"] }],
    ["stop(…) after a tool", postToolUse, () => stop("enough"), { shouldStop: true, stopReason: "enough" }],
    ["addContext(…) to a session", sessionStart, () => addContext("c"), { additionalContexts: ["c"] }],
    [
      "stop() of a session",
      sessionStart,
      () => stop(null, { context: "c" }),
      { shouldStop: true, additionalContexts: ["c"] },
    ],
    ["block(…) of a prompt", userPromptSubmit, () => block("why"), { shouldStop: true, stopReason: "why" }],
    ["addContext(…) to a prompt", userPromptSubmit, () => addContext("c"), { additionalContexts: ["c"] }],
    ["block(…) of a stop", stopEvent, () => block("go on"), { shouldBlock: true, blockReason: "go on" }],
    ["stop(…) for good", stopEvent, () => stop("done"), { shouldStop: true, stopReason: "done" }],
    ["noDecision() at a stop", stopEvent, () => noDecision(), { shouldBlock: false, status: "completed" }],
  ])("%s", async (_, contract, handler, effect) => {
    // Each row pairs a contract with a handler of its event.
    const run = await answerHook(
      contract as typeof permissionRequest,
      handler as () => HookAnswer<"PermissionRequest">,
      stdinOf(contract.event),
    );
    expect(run.exitCode).toBe(0);
    expect(judgeHookRun(run)).toMatchObject(effect);
    expect(judgeHookRun(run).problems).toEqual([]);
  });

  it("print one valid document", async () => {
    const { stdout } = await ask(() => deny("why", { systemMessage: "hm" }));
    expect(PermissionRequestHookOutput.is(JSON.parse(stdout))).toBe(true);
  });
});

describe("a hook that gives no answer", () => {
  const late = () => new Promise(() => setTimeout(() => undefined, 5000));
  it.each([
    ["throws", () => Promise.reject(new Error("boom")), "the handler threw: Error: boom"],
    [
      "throws at once",
      () => {
        throw "a string";
      },
      "the handler threw: a string",
    ],
    ["overruns its deadline", late, "did not answer within 50 ms"],
    ["returns nothing", () => undefined, "did not return an answer"],
    ["returns an output", () => ({ behavior: "allow" }), "did not return an answer"],
    ["returns an answer of another event", () => block("x"), "did not return an answer"],
    ["blocks for no reason", () => block(" \u0085"), "needs a reason"],
  ])("since it %s leaves the request to Codex", async (_, handler, reason) => {
    const run = await ask(handler, { deadline: 50 });
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain(reason);
    expect(judgeHookRun(run)).toMatchObject({ status: "failed", decision: null });
  });

  it.each([
    ["empty", "", "stdin is empty"],
    ["no JSON", "{", "not one JSON document"],
    ["an array", "[]", "expected an object"],
    ["a request of another event", stdinOf("Stop"), '/hook_event_name: expected "PermissionRequest"'],
  ])("since its stdin is %s leaves the request to Codex", async (_, stdin, reason) => {
    const run = await ask(() => allow(), undefined, stdin);
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain(reason);
  });

  it("never repeats the request", async () => {
    const run = await ask(
      () => allow(),
      undefined,
      stdinOf("PermissionRequest").replace('"model":"', '"model":3,"x":"'),
    );
    expect(run.stderr).not.toContain("touch");
  });
});

describe("a handler", () => {
  it("reads requests of later releases", async () => {
    const later = stdinOf("PermissionRequest").replace("{", '{"agent_id":"a",');
    expect((await ask(() => allow(), undefined, later)).exitCode).toBe(0);
  });

  it("is told when its deadline has passed", async () => {
    let aborted = false;
    await answerHook(
      permissionRequest,
      (_, { signal }) => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
        return new Promise(() => undefined);
      },
      stdinOf("PermissionRequest"),
      { deadline: 10 },
    );
    expect(aborted).toBe(true);
  });
});

/** Not run: what must not compile. */
export function reservedFieldsCannotBeWritten() {
  // @ts-expect-error: the input cannot be changed
  allow({ updatedInput: {} });
  // @ts-expect-error: permissions cannot be remembered
  allow({ updatedPermissions: [] });
  // @ts-expect-error: a denial cannot end the turn
  deny("why", { interrupt: true });
  // @ts-expect-error: output is never hidden
  allow({ suppressOutput: true });
  // @ts-expect-error: a PermissionRequest hook cannot stop the turn
  void answerHook(permissionRequest, () => stop("x"), "");
  // @ts-expect-error: there is no context for the model here
  void answerHook(permissionRequest, () => addContext("x"), "");
  // @ts-expect-error: PreToolUse cannot allow
  void answerHook(preToolUse, () => allow(), "");
  // @ts-expect-error: PreToolUse cannot add context
  void answerHook(preToolUse, () => block("x", { context: "c" }), "");
  // @ts-expect-error: a prompt cannot be denied, only blocked
  void answerHook(userPromptSubmit, () => deny("x"), "");
  // @ts-expect-error: Stop takes no context
  void answerHook(stopEvent, () => stop("x", { context: "c" }), "");
  // @ts-expect-error: an answer is needed
  void answerHook(permissionRequest, () => undefined, "");
  // @ts-expect-error: outputs cannot be written by hand
  void answerHook(permissionRequest, () => ({ behavior: "allow" }), "");
}
