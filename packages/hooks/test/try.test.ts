import { HookInput } from "@codex-contracts/protocol/hooks";
import { describe, expect, it } from "vitest";
import { hookEventNames } from "../src/judge.js";
import { hookFixtures, tryHook } from "../src/try.js";

describe.each(hookEventNames)("requests of %s to try a hook with", (event) => {
  it.each(Object.entries(hookFixtures(event, "/tmp")))("%s is valid", (_, input) => {
    expect(HookInput.safeParse(input)).toMatchObject({ ok: true, value: { hook_event_name: event } });
  });
});

describe.skipIf(process.platform === "win32")("trying a hook", () => {
  const input = hookFixtures("PermissionRequest", "/tmp")["exec"];
  const attempt = (command: string, timeout = 10) => {
    if (input === undefined) throw new Error("there is a fixture of that name");
    return tryHook({ input, command, timeout });
  };

  it.each([
    [
      "cat >/dev/null; echo no >&2; exit 2",
      "honoured",
      "Codex refuses the request, and the model reads: no.",
    ],
    ["cat >/dev/null; echo hello", "quiet", "The hook says nothing"],
    ["cat >/dev/null; echo '{\"allow\":true}'", "failed", "The run fails"],
    ["exit 7", "failed", "The run fails"],
  ])("%s", async (command, outcome, summary) => {
    const tried = await attempt(command);
    expect(tried.outcome).toBe(outcome);
    expect(tried.summary).toContain(summary);
  });

  it("tells how long it took, and what it printed", async () => {
    const { result } = await attempt("cat >/dev/null; echo hello; echo there >&2; sleep 0.1");
    expect(result).toMatchObject({ stdout: "hello\n", stderr: "there\n", exitCode: 0 });
    expect(result.durationMs).toBeGreaterThanOrEqual(90);
  });

  it("stops at the time limit", async () => {
    expect((await attempt("sleep 30", 1)).judgement.entries[0]?.text).toBe("hook timed out after 1s");
  });
});
