import { join } from "node:path";
import { blockedToolMessage, continuationPrompt } from "@codex-contracts/hooks/host";
import { judgeHookRun } from "@codex-contracts/hooks/judge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedCases } from "./cases/generated-cases.js";
import { outcomeCases } from "./cases/outcome-cases.js";
import type { Case, ScriptedHook } from "./driver/plan.js";
import { runInHost } from "./host-run.js";
import { expected, observed } from "./observe.js";
import { realCodex } from "./real-codex.js";
import { type PlanResults, runPlan } from "./run-plan.js";

const seed = Number(process.env["FUZZ_SEED"] ?? 20260424);
const timeout = 2;
const slow: readonly Case[] = [
  { name: "over-time", event: "PermissionRequest", hooks: [{ delay: 3 }] },
  {
    name: "over-time-beside-an-allow",
    event: "PermissionRequest",
    hooks: [{ delay: 3 }, { stdout: allow() }],
  },
  {
    name: "holds-the-pipe",
    event: "PermissionRequest",
    hooks: [{ script: `printf '%s' '${allow()}'; sleep 4 & exit 0` }],
  },
  { name: "killed", event: "PermissionRequest", hooks: [{ script: "kill -9 $$" }] },
  {
    name: "no-utf-8",
    event: "PermissionRequest",
    hooks: [{ script: "printf '\\377no\\360\\237' >&2; exit 2" }],
  },
  {
    name: "slow-deny-beside-a-fast-one",
    event: "PermissionRequest",
    hooks: [
      { delay: 0.5, exit: 2, stderr: "first" },
      { exit: 2, stderr: "second" },
    ],
  },
];
const cases: readonly Case[] = [...outcomeCases(), ...generatedCases(seed, 96), ...slow];

realCodex(`hooks in a real Codex, our host and our judge (seed ${seed})`, () => {
  let results: PlanResults;
  beforeAll(async () => {
    results = await runPlan({ cases, timeout, turns: 4, configs: [] });
  });
  afterAll(() => results?.remove());

  describe("agree on", () => {
    it.each(cases)("$name ($event)", async (given) => {
      const result = results.cases.get(given.name);
      const [stdin] = result?.stdins ?? [];
      if (result === undefined || stdin === undefined) throw new Error("Codex ran no hook");
      const hosted = await runInHost(join(results.folder, "home"), given, stdin);
      const reported = result.runs.map(({ status, entries }) => ({ status, entries }));
      const inHost = hosted.runs.slice(0, given.hooks.length).map(({ judgement }) => judgement);
      expect(inHost.map(({ status, entries }) => ({ status, entries }))).toEqual(reported);
      for (const [index, hook] of given.hooks.entries())
        if (isPlain(hook)) expect(judged(given.event, hook)).toEqual(reported[index]);
      const input = JSON.parse(stdin);
      const texts = {
        blocked:
          hosted.blockReason === null
            ? null
            : blockedToolMessage(input.tool_name, input.tool_input, hosted.blockReason),
        prompts: continuationPrompt(hosted.continuation),
      };
      expect(expected(given.event, hosted, texts)).toEqual(observed(given.event, result));
    });
  });

  it("agree on the ids, scopes and sources of the runs", async () => {
    for (const given of cases.filter(({ name }) => /^generated-1?\d$/.test(name))) {
      const result = results.cases.get(given.name);
      const [stdin] = result?.stdins ?? [];
      if (result === undefined || stdin === undefined) throw new Error("Codex ran no hook");
      const { runs } = await runInHost(join(results.folder, "home"), given, stdin);
      for (const [index, run] of result.runs.entries()) {
        const { id, eventName, scope, source, sourcePath, displayOrder, handlerType, executionMode } = run;
        const call = given.event === "PermissionRequest" ? id.replace(/:call-\d+$/, ":call") : id;
        expect(runs[index]).toMatchObject({
          id: call,
          eventName,
          scope,
          source,
          sourcePath,
          displayOrder,
          handlerType,
          executionMode,
        });
      }
    }
  });
});

/** Whether what a hook prints is known without running it. */
function isPlain({ script, delay = 0 }: ScriptedHook): boolean {
  return script === undefined && delay < timeout;
}

function judged(event: Case["event"], { exit = 0, stdout = "", stderr = "" }: ScriptedHook) {
  const { status, entries } = judgeHookRun({ event, exitCode: exit, stdout, stderr });
  return { status, entries };
}

function allow(): string {
  return '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}';
}
