import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookRun } from "../judge/hook-run.js";
import type { HookAnswer } from "./answers.js";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { HookError } from "./hook-error.js";
import { readInput } from "./read-input.js";

const defaultDeadline = 590_000;

/**
 * What a hook does with the text on its stdin, without a process: the exit code and what goes to stdout and stderr.
 * Never throws: a failure is exit code 1 with its reason on stderr, which Codex takes for no answer at all.
 */
export async function answerHook<E extends HookEventName>(
  contract: HookContract<E>,
  handler: HookHandler<E>,
  stdin: string,
  options: HookOptions = {},
): Promise<HookRun> {
  try {
    const input = readInput(contract, stdin);
    const answer = await withDeadline(options.deadline ?? defaultDeadline, (signal) =>
      handler(input, { signal }),
    );
    return { event: contract.event, exitCode: 0, stdout: write(contract, answer), stderr: "" };
  } catch (error) {
    return failedRun(contract.event, error);
  }
}

/** The run of a hook that ends for an error. */
export function failedRun(event: HookEventName, error: unknown): HookRun {
  const reason =
    error instanceof HookError
      ? error.message
      : `the handler threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return { event, exitCode: 1, stdout: "", stderr: `${event} hook gives no answer: ${reason}\n` };
}

function write<E extends HookEventName>(contract: HookContract<E>, answer: HookAnswer<E>): string {
  const output = isAnswer(answer) ? contract.output(answer) : undefined;
  if (output === undefined)
    throw new HookError("BAD_ANSWER", `the handler did not return an answer that ${contract.event} has`);
  return JSON.stringify(output);
}

/** Handlers written in JavaScript may return anything. */
function isAnswer(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "answer" in answer;
}

/** The timer does not keep the process alive: a handler that nothing can wake any more ends before it. */
async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new HookError("DEADLINE", `the handler did not answer within ${milliseconds} ms`);
    timer = setTimeout(() => {
      reject(error);
      controller.abort(error);
    }, milliseconds);
    timer.unref();
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
