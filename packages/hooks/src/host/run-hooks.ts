import { HookInput } from "@codex-contracts/protocol/hooks";
import type { HookHandlerEntry } from "../config/accept-hooks.js";
import { hookEvents } from "../hook-events.js";
import { foldEffects, type HookOutcome } from "../judge/fold.js";
import { judgeHookRun } from "../judge/judge-hook-run.js";
import type { HookJudgement } from "../judge/judgement.js";
import { type HookRunFact, hookRunFact } from "./hook-fact.js";
import { defaultOutputLimit } from "./output-limit.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { selectHooks } from "./select-hooks.js";
import { type Shell, userShell } from "./shell.js";

export interface RunHooksOptions {
  /** Id of the call that a PermissionRequest is about, or `runIdSuffix` of it; other events know theirs. */
  readonly callId?: string;
  /** The turn, for SessionStart, whose input has none. */
  readonly turnId?: string;
  /** The shell of the user when absent. */
  readonly shell?: Shell;
  /** The environment of this process when absent; hooks inherit it as it is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Bytes that a hook may write to stdout and to stderr; 4 MiB each when absent. */
  readonly outputLimit?: number;
  readonly signal?: AbortSignal;
  /** Told once for each run, in order of completion: what analytics records. */
  readonly onHookRun?: (fact: HookRunFact) => void;
  readonly onStarted?: (run: StartedHookRun) => void;
  readonly onCompleted?: (run: CompletedHookRun) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A run as the app-server shows it when it starts. */
export interface StartedHookRun {
  readonly id: string;
  readonly eventName: string;
  readonly handlerType: "command";
  readonly executionMode: "sync";
  readonly scope: "thread" | "turn";
  readonly sourcePath: string;
  readonly source: HookHandlerEntry["source"];
  readonly displayOrder: number;
  readonly statusMessage: string | null;
  /** Seconds since 1970. */
  readonly startedAt: number;
}

/** A run that has ended, with what the process did and what Codex would make of it. */
export interface CompletedHookRun extends StartedHookRun {
  readonly completedAt: number;
  readonly durationMs: number;
  readonly result: CommandResult;
  readonly judgement: HookJudgement;
}

export interface HooksResult extends HookOutcome {
  /** In the order of declaration. */
  readonly runs: readonly CompletedHookRun[];
  /** Stop: the prompts that the turn goes on with, each with the run that asked for it. */
  readonly continuation: readonly { readonly text: string; readonly hookRunId: string }[];
}

/** Runs every hook that an input is for, all at once, and puts their answers together in order of declaration. */
export async function runHooks(
  handlers: readonly HookHandlerEntry[],
  given: HookInput,
  options: RunHooksOptions = {},
): Promise<HooksResult> {
  const input = HookInput.parse(given);
  if (options.onHookRun !== undefined && !("turn_id" in input) && options.turnId === undefined)
    throw new TypeError(
      "onHookRun needs turnId for SessionStart: facts name the turn that starts the session",
    );
  const selected = selectHooks(handlers, input);
  const runs = await Promise.all(selected.map((handler) => runOne(handler, input, options)));
  const judgements = runs.map(({ judgement }) => judgement);
  const outcome = foldEffects(input.hook_event_name, judgements);
  const goesOn = input.hook_event_name === "Stop" && outcome.shouldBlock;
  return {
    ...outcome,
    runs,
    continuation: goesOn ? runs.flatMap(fragmentOf) : [],
  };
}

async function runOne(
  handler: HookHandlerEntry,
  input: HookInput,
  options: RunHooksOptions,
): Promise<CompletedHookRun> {
  const { env = process.env, outputLimit = defaultOutputLimit, now = Date.now, signal } = options;
  const started = describe(handler, input, options, Math.floor(now() / 1000));
  options.onStarted?.(started);
  const result = await runCommand({
    command: handler.command,
    shell: options.shell ?? userShell(env, process.platform),
    cwd: input.cwd,
    env,
    stdin: JSON.stringify(input),
    timeout: handler.timeout,
    outputLimit,
    ...(signal === undefined ? {} : { signal }),
  });
  const judgement = judgeHookRun({ event: handler.event, ...result });
  options.onHookRun?.(
    hookRunFact({
      threadId: input.session_id,
      turnId: "turn_id" in input ? input.turn_id : (options.turnId ?? ""),
      model: input.model,
      event: handler.event,
      source: handler.source,
      status: judgement.status,
    }),
  );
  const completedAt = Math.floor(now() / 1000);
  const run = { ...started, completedAt, durationMs: result.durationMs, result, judgement };
  options.onCompleted?.(run);
  return run;
}

function describe(
  handler: HookHandlerEntry,
  input: HookInput,
  { callId }: RunHooksOptions,
  startedAt: number,
): StartedHookRun {
  const { label, appServer, scope } = hookEvents[handler.event];
  const suffix = "tool_use_id" in input ? input.tool_use_id : callId;
  const id = `${label}:${handler.displayOrder}:${handler.sourcePath}`;
  return {
    id: suffix === undefined || !("tool_name" in input) ? id : `${id}:${suffix}`,
    eventName: appServer,
    handlerType: "command",
    executionMode: "sync",
    scope,
    sourcePath: handler.sourcePath,
    source: handler.source,
    displayOrder: handler.displayOrder,
    statusMessage: handler.statusMessage,
    startedAt,
  };
}

function fragmentOf({ id, judgement }: CompletedHookRun) {
  const { shouldBlock, blockReason } = judgement;
  return shouldBlock && blockReason !== null ? [{ text: blockReason, hookRunId: id }] : [];
}
