import { describe, expectTypeOf, it } from "vitest";
import type { AppServerClient, ParamsOf, ResultOf } from "../../src/app-server/index.js";

const profile = { type: "disabled" } as const;
const policy = { type: "dangerFullAccess" } as const;

// Never called: the compiler is the test.
async function wrong(client: AppServerClient): Promise<void> {
  // @ts-expect-error a profile excludes a sandbox
  await client.threadStart({ permissionProfile: profile, sandbox: "read-only" });
  // @ts-expect-error a profile excludes a sandbox
  await client.threadResume({ threadId: "t", permissionProfile: profile, sandbox: "read-only" });
  // @ts-expect-error a profile excludes a sandbox
  await client.threadFork({ threadId: "t", permissionProfile: profile, sandbox: "read-only" });
  // @ts-expect-error a profile excludes a sandbox policy
  await client.turnStart({ threadId: "t", input: [], permissionProfile: profile, sandboxPolicy: policy });
  // @ts-expect-error a profile excludes a sandbox policy
  await client.commandExec({ command: ["true"], permissionProfile: profile, sandboxPolicy: policy });
  // @ts-expect-error a profile excludes a sandbox policy
  await client.request("command/exec", {
    command: ["true"],
    permissionProfile: profile,
    sandboxPolicy: policy,
  });
}

describe("permissions", () => {
  it("are given in one way: both do not compile", () => {
    expectTypeOf(wrong).toBeFunction();
  });

  it("may be given in either way, the other being null", () => {
    expectTypeOf({ permissionProfile: profile, sandbox: null }).toExtend<ParamsOf<"thread/start">>();
    expectTypeOf({ sandbox: "read-only" as const }).toExtend<ParamsOf<"thread/start">>();
  });

  it("come back typed", () => {
    expectTypeOf<ResultOf<"thread/start">["thread"]["id"]>().toBeString();
    expectTypeOf<ResultOf<"command/exec">["exitCode"]>().toBeNumber();
    expectTypeOf<ResultOf<"model/list">>().toBeUnknown();
  });
});
