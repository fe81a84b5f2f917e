import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { Case, ScriptedHook } from "../driver/plan.js";
import { generateOutput } from "./generate-output.js";
import { type Random, randomFrom } from "./random.js";

/** Twice as many approvals as of any other event. */
const events: readonly HookEventName[] = [
  "PermissionRequest",
  "PreToolUse",
  "PermissionRequest",
  "PostToolUse",
  "PermissionRequest",
  "UserPromptSubmit",
  "SessionStart",
  "Stop",
];

/** Cases from a seed: one or two hooks, outputs valid and mutated, exit codes, and who is first to end. */
export function generatedCases(seed: number, count: number): readonly Case[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index): Case => {
    const event = events[index % events.length] ?? "PermissionRequest";
    const hooks = Array.from({ length: random.chance(0.4) ? 2 : 1 }, () => hookOf(event, random));
    return { name: `generated-${index}`, event, hooks };
  });
}

function hookOf(event: HookEventName, random: Random): ScriptedHook {
  const delay = random.chance(0.2) ? { delay: random.pick([0.1, 0.3]) } : {};
  if (random.chance(0.75)) return { ...delay, stdout: generateOutput(event, random) };
  return {
    ...delay,
    exit: random.pick([1, 2, 2, 2, 127]),
    stdout: random.chance(0.5) ? generateOutput(event, random) : "",
    stderr: random.pick(["no", " why not \n", "", " \n", "\u0085", "two\nlines", "\ufeff"]),
  };
}
