import type { HookOutput } from "../hook-output.js";
import type { HookEffect } from "../judgement.js";

/** A value that has the right type and that Codex refuses all the same. */
export interface Refusal {
  readonly when: (output: HookOutput) => boolean;
  /** What Codex says. */
  readonly error: string;
  readonly path: string;
  readonly fix: string;
}

/** What Codex does with an accepted output of one event. */
export interface EventRules {
  /** In the order in which Codex looks; it reports the first that applies. */
  readonly refusals: readonly Refusal[];
  /** What an output does that no refusal holds for. */
  readonly effect: (output: HookOutput) => HookEffect;
  /** What exit code 2 does with the trimmed stderr; absent where the code has no meaning. */
  readonly exitTwo?: (stderr: string) => HookEffect;
  /** What text on stdout does that is no JSON; absent where Codex ignores it. */
  readonly text?: (stdout: string) => HookEffect;
}
