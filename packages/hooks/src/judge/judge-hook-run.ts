import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { hookEvents } from "../hook-events.js";
import { trimWhiteSpace } from "../json/white-space.js";
import type { HookRun } from "./hook-run.js";
import { judgeStdout } from "./judge-stdout.js";
import { failure, type HookEffect, type HookJudgement, type HookReading } from "./judgement.js";
import type { HookProblem } from "./problem.js";
import { eventRules } from "./rules/rules.js";

/** What Codex 0.125.0 makes of a hook run: what it shows, what it does, and why it did not do more. */
export function judgeHookRun(run: HookRun): HookJudgement {
  const { event, exitCode, error } = run;
  if (error !== undefined) return judgement(event, "runner-error", failure(error), [runnerProblem()]);
  if (exitCode === null)
    return judgement(event, "signal", failure("hook exited without a status code"), [signalProblem()]);
  if (exitCode === 0) return { event, ...judgeStdout(event, wellFormed(run.stdout)) };
  const { exitTwo } = eventRules[event];
  if (exitCode !== 2 || exitTwo === undefined)
    return judgement(event, "exit-code", failure(`hook exited with code ${exitCode}`), [codeProblem(run)]);
  const stderr = trimWhiteSpace(wellFormed(run.stderr));
  if (stderr === "") return judgement(event, "exit-two", failure(silent(event)), [silentProblem(event)]);
  return judgement(event, "exit-two", exitTwo(stderr), stdoutIgnored(run));
}

function judgement(
  event: HookEventName,
  reading: HookReading,
  effect: HookEffect,
  problems: readonly HookProblem[],
): HookJudgement {
  return { event, reading, ...effect, problems };
}

function silent(event: HookEventName): string {
  return `${event} hook exited with code 2 but did not write ${hookEvents[event].exitTwo} to stderr`;
}

function runnerProblem(): HookProblem {
  return {
    level: "failed",
    path: null,
    reason: "the hook gave no result: what it printed is thrown away",
    fix: "let it read all of stdin, end within its timeout, and close stdout and stderr in every process that it starts",
  };
}

function signalProblem(): HookProblem {
  return {
    level: "failed",
    path: null,
    reason: "a signal ended the hook: what it printed is thrown away",
    fix: "end with exit code 0",
  };
}

function codeProblem({ event, exitCode }: HookRun): HookProblem {
  const two = hookEvents[event].exitTwo;
  const known = two === null ? "0 is the only code with a meaning here" : "only 0 and 2 have a meaning";
  return {
    level: "failed",
    path: null,
    reason: `exit code ${exitCode} fails the run: stdout and stderr are thrown away, and ${known}`,
    fix:
      two === null
        ? "end with exit code 0"
        : `end with exit code 0 and JSON on stdout, or with exit code 2 and ${two} on stderr`,
  };
}

function silentProblem(event: HookEventName): HookProblem {
  return {
    level: "failed",
    path: null,
    reason: `exit code 2 needs ${hookEvents[event].exitTwo} on stderr, and stderr is empty`,
    fix: `write ${hookEvents[event].exitTwo} to stderr, or end with exit code 0 to say nothing`,
  };
}

function stdoutIgnored({ stdout }: HookRun): readonly HookProblem[] {
  if (trimWhiteSpace(stdout) === "") return [];
  const reason = "with exit code 2 Codex reads stderr only";
  return [{ level: "lost", path: null, reason, fix: "end with exit code 0 if stdout holds the answer" }];
}

/** Codex decodes the output as UTF-8 with replacement, so that it never sees half a pair. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
