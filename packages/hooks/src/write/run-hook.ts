import { writeSync } from "node:fs";
import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { HookRun } from "../judge/hook-run.js";
import { answerHook, failedRun } from "./answer-hook.js";
import type { HookContract, HookHandler, HookOptions } from "./hook-contract.js";
import { HookError } from "./hook-error.js";

/**
 * The whole life of a hook process: reads stdin, asks the handler, prints one JSON document, exits. While the handler
 * runs, what it prints to stdout goes to stderr, since a line before the document would make Codex miss it.
 */
export async function runHook<E extends HookEventName>(
  contract: HookContract<E>,
  handler: HookHandler<E>,
  options?: HookOptions,
): Promise<never> {
  // Emitted when nothing is left that could ever settle the handler's promise.
  process.once("beforeExit", () =>
    finish(
      failedRun(contract.event, new HookError("NO_ANSWER", "the handler waits for nothing that can come")),
    ),
  );
  Object.defineProperty(process, "stdout", { configurable: true, get: () => process.stderr });
  const stdin = await readStdin(contract.event);
  return finish(await answerHook(contract, handler, stdin, options));
}

async function readStdin(event: HookEventName): Promise<string> {
  if (process.stdin.isTTY === true)
    writeAll(2, `${event} hook: reading a request from stdin; Codex writes one there\n`);
  process.stdin.setEncoding("utf8");
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return text;
}

function finish({ exitCode, stdout, stderr }: HookRun): never {
  try {
    if (stderr !== "") writeAll(2, stderr);
    if (stdout !== "") writeAll(1, stdout);
  } catch {
    process.exit(1);
  }
  process.exit(exitCode ?? 1);
}

/** Writes all of a text, also to a pipe that is full for a moment. */
function writeAll(descriptor: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}
