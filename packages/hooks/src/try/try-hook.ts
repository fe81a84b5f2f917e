import { HookInput } from "@codex-contracts/protocol/hooks";
import { defaultTimeout } from "../config/accept-hooks.js";
import { defaultOutputLimit } from "../host/output-limit.js";
import { type CommandResult, runCommand } from "../host/run-command.js";
import { type Shell, userShell } from "../host/shell.js";
import { describeJudgement, outcomeOf } from "../judge/describe-judgement.js";
import { judgeHookRun } from "../judge/judge-hook-run.js";
import type { HookJudgement } from "../judge/judgement.js";

export interface TryHookOptions {
  /** The request that the hook reads: one of `hookFixtures`, or a recorded one. */
  readonly input: HookInput;
  /** Command line, as in hooks.json. */
  readonly command: string;
  /** Seconds; 600 when absent, as in Codex. */
  readonly timeout?: number;
  /** Where the hook runs; the working directory of the request when absent. */
  readonly cwd?: string;
  readonly shell?: Shell;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly outputLimit?: number;
  readonly signal?: AbortSignal;
}

export interface TriedHook {
  readonly input: HookInput;
  readonly result: CommandResult;
  readonly judgement: HookJudgement;
  /** `honoured`: Codex does what the hook says. `quiet`: it says nothing. `failed`: Codex calls the run failed. */
  readonly outcome: "honoured" | "quiet" | "failed";
  /** What Codex does, in a sentence. */
  readonly summary: string;
}

/** Runs a hook on a request as Codex would, and tells what Codex would make of it. */
export async function tryHook(options: TryHookOptions): Promise<TriedHook> {
  const { command, timeout = defaultTimeout, env = process.env, signal } = options;
  const input = HookInput.parse(options.input);
  const result = await runCommand({
    command,
    shell: options.shell ?? userShell(env, process.platform),
    cwd: options.cwd ?? input.cwd,
    env,
    stdin: JSON.stringify(input),
    timeout,
    outputLimit: options.outputLimit ?? defaultOutputLimit,
    ...(signal === undefined ? {} : { signal }),
  });
  const judgement = judgeHookRun({ event: input.hook_event_name, ...result });
  return { input, result, judgement, outcome: outcomeOf(judgement), summary: describeJudgement(judgement) };
}
