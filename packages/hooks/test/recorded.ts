import { readFileSync } from "node:fs";
import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookEntry, HookRunStatus } from "../src/judge.js";

/** One line of hook-cases.ndjson. */
export interface HookCase {
  readonly name: string;
  readonly kind: "output" | "input" | "behaviour";
  readonly hook: HookEventName | "any";
  // biome-ignore lint/suspicious/noExplicitAny: each case has a shape of its own
  readonly value: any;
  // biome-ignore lint/suspicious/noExplicitAny: each case has a shape of its own
  readonly expect: any;
}

/** An output of a hook and what a real Codex made of it. */
export interface RecordedOutput {
  readonly event: HookEventName;
  readonly exit?: number;
  readonly stdout: string;
  readonly stderr?: string;
  readonly status: HookRunStatus;
  readonly entries: readonly HookEntry[];
}

/** A turn of a real Codex with two hooks at one event. */
export interface RecordedTurn {
  readonly event: HookEventName;
  readonly hooks: readonly { readonly exit?: number; readonly stdout: string; readonly stderr?: string }[];
  readonly asked: boolean;
  readonly ran: boolean;
  readonly toolOutput: string | null;
  readonly contexts: readonly string[];
  readonly prompts: readonly string[];
  readonly requests: number;
}

/** A hooks.json and what a real Codex said of it; `ran` numbers the hooks that ran in a turn that calls Bash. */
export interface RecordedHooksFile {
  readonly name: string;
  readonly text: string;
  readonly warnings: readonly string[];
  readonly ran?: readonly number[];
}

/** One line of permission-request-outcomes.ndjson. */
export interface RecordedOutcome {
  readonly name: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit2?: number;
  readonly stdout2?: string;
  readonly outcome: "allow" | "deny" | "ask";
  readonly detail?: string;
  readonly hook: { readonly status: HookRunStatus; readonly entries: readonly HookEntry[] };
}

export const hookCases = read<HookCase>("hook-cases");
export const recordedOutcomes = read<RecordedOutcome>("permission-request-outcomes");
export const recordedOutputs = read<RecordedOutput>("codex-0.125.0-outputs");
export const recordedTurns = read<RecordedTurn>("codex-0.125.0-turns");
export const recordedHooksFiles = read<RecordedHooksFile>("codex-0.125.0-hooks-files");
export const recordedInputs = read<Record<string, unknown>>("codex-0.125.0-inputs");

function read<T>(name: string): readonly T[] {
  const text = readFileSync(new URL(`recorded/${name}.ndjson`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
