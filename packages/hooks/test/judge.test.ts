import { describe, expect, it } from "vitest";
import { foldDecisions, foldEffects, judgeHookRun } from "../src/judge.js";
import { knownDifferences } from "./known-differences.js";
import { recordedOutcomes, recordedOutputs, recordedTurns } from "./recorded.js";

const judge = (
  event: (typeof recordedOutputs)[number]["event"],
  hook: { exit?: number; stdout?: string; stderr?: string },
) => judgeHookRun({ event, exitCode: hook.exit ?? 0, stdout: hook.stdout ?? "", stderr: hook.stderr ?? "" });
const differs = (output: (typeof recordedOutputs)[number]) =>
  knownDifferences.some(({ holds }) => holds(output));

describe("outputs that a real Codex was given", () => {
  const rows = recordedOutputs
    .filter((output) => !differs(output))
    .map((output, index) => ({ index, ...output }));
  it.each(rows)("$index $event $stdout", ({ event, status, entries, ...hook }) => {
    const judgement = judge(event, hook);
    expect({ status: judgement.status, entries: judgement.entries }).toEqual({ status, entries });
  });

  it("has a problem of level failed for every run that fails, and only for those", () => {
    for (const { event, ...hook } of recordedOutputs) {
      const { status, problems } = judge(event, hook);
      expect(
        problems.some(({ level }) => level === "failed"),
        hook.stdout,
      ).toBe(status === "failed");
    }
  });

  it.each(knownDifferences)("still differs: $reason", ({ holds }) => {
    const outputs = recordedOutputs.filter(holds);
    expect(outputs.length).toBeGreaterThan(0);
    for (const { event, status, ...hook } of outputs) expect(judge(event, hook).status).not.toBe(status);
  });
});

describe("outcomes of PermissionRequest hooks in a real Codex", () => {
  it.each(recordedOutcomes)("$name", ({ hook, outcome, detail, stdout2, exit2, ...first }) => {
    const second = { ...(exit2 === undefined ? {} : { exit: exit2 }), stdout: stdout2 ?? "" };
    const judgements = [judge("PermissionRequest", first), judge("PermissionRequest", second)];
    const decision = foldDecisions(judgements.map((judgement) => judgement.decision));
    expect({ status: judgements[0]?.status, entries: judgements[0]?.entries }).toEqual(hook);
    expect(decision?.behavior ?? "ask").toBe(outcome);
    if (decision?.behavior === "deny") expect(detail).toContain(decision.message);
  });
});

describe("two hooks at one event in a real Codex", () => {
  const rows = recordedTurns.map((turn, index) => ({ index, ...turn }));
  it.each(rows)("$index $event", (turn) => {
    const { event, hooks } = turn;
    const outcome = foldEffects(
      event,
      hooks.map((hook) => judge(event, hook)),
    );
    expect(observable(event, outcome)).toEqual(observed(turn));
  });
});

type Turn = (typeof recordedTurns)[number];

/** What of an outcome shows in a turn. */
function observable(event: string, outcome: ReturnType<typeof foldEffects>) {
  const { decision, shouldBlock, blockReason, shouldStop, additionalContexts, feedback } = outcome;
  if (event === "PermissionRequest") return decision?.behavior ?? "ask";
  if (event === "PreToolUse") return shouldBlock ? blockReason : "ran";
  if (event === "PostToolUse") return { feedback, additionalContexts };
  if (event === "Stop") return blockReason?.split("\n\n") ?? [];
  return shouldStop ? "stopped" : additionalContexts;
}

function observed({ event, asked, ran, toolOutput, contexts, prompts, requests }: Turn) {
  if (event === "PermissionRequest") return asked ? "ask" : ran ? "allow" : "deny";
  if (event === "PreToolUse")
    return ran ? "ran" : /^Command blocked by PreToolUse hook: (.*)\. Command: /s.exec(toolOutput ?? "")?.[1];
  if (event === "PostToolUse") return { feedback: toolOutput, additionalContexts: contexts };
  if (event === "Stop")
    return prompts.map((prompt) => /^<hook_prompt [^>]*>(.*)<\/hook_prompt>$/s.exec(prompt)?.[1]);
  return requests === 0 ? "stopped" : contexts;
}
