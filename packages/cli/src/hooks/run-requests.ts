import { tryHook } from "@codex-contracts/hooks/try";
import type { Context } from "../context.js";
import type { Request } from "./choose-requests.js";
import { recordRequest } from "./record-request.js";
import type { TriedRun, TryReport } from "./try-report.js";

export interface RunRequestsOptions {
  readonly command: string;
  /** Where a hook runs whose request names a folder that is not there. */
  readonly here: string;
  readonly timeout: number | undefined;
  readonly record: string | undefined;
  readonly signal: AbortSignal;
}

/** Runs a hook on each request, one after the other. */
export async function runRequests(
  requests: readonly Request[],
  options: RunRequestsOptions,
  context: Context,
): Promise<TryReport> {
  const runs: TriedRun[] = [];
  for (const request of requests)
    if (!options.signal.aborted) runs.push(await run(request, options, context));
  const ok = runs.every(({ outcome }) => outcome !== "failed");
  return { version: 1, ok, command: options.command, runs };
}

async function run(
  { name, fileName, input }: Request,
  { command, here, timeout, record, signal }: RunRequestsOptions,
  { env, inspect }: Context,
): Promise<TriedRun> {
  const recorded = record === undefined ? null : await recordRequest(record, fileName, input);
  const cwd = (await inspect(input.cwd)).kind === "directory" ? input.cwd : here;
  const limit = timeout === undefined ? {} : { timeout };
  const { result, judgement, outcome, summary } = await tryHook({
    input,
    command,
    cwd,
    env,
    signal,
    ...limit,
  });
  const { exitCode, error = null, durationMs, stdout, stderr } = result;
  const process = { exitCode, error, durationMs, stdout, stderr };
  return { request: name, outcome, summary, ...judgement, ...process, cwd, recorded, input };
}
