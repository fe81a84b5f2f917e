import { describeProblem, type HookProblem } from "@codex-contracts/hooks/judge";
import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import type { TriedRun, TryReport } from "./try-report.js";

export interface TryStyle {
  readonly paint: Colours;
  /** The current folder: another one that a hook ran in is told. */
  readonly here: string;
}

/** Output is cut beyond this; `--json` has all of it. */
const MOST_LINES = 20;
const MOST_CHARACTERS = 400;
/** As wide as the longest label. */
const LABEL = 9;

/** The runs as people read them: facts, what Codex does, and what to write instead; sums up when there are several. */
export function renderTries({ runs }: TryReport, style: TryStyle): string {
  const blocks = runs.map((run) => runText(run, style));
  return `${[...blocks, ...(runs.length > 1 ? [totals(runs)] : [])].join("\n\n")}\n`;
}

function runText(run: TriedRun, { paint, here }: TryStyle): string {
  const colour = { honoured: paint.green, quiet: paint.yellow, failed: paint.red }[run.outcome];
  const facts: readonly (readonly [label: string, lines: readonly string[]])[] = [
    ["decision", textLines(decisionOf(run))],
    ["status", [run.status]],
    ["entries", run.entries.flatMap(({ kind, text }) => textLines(`${kind}: ${text}`))],
    ["exit code", [run.exitCode === null ? "none" : String(run.exitCode)]],
    ["time", [`${run.durationMs} ms`]],
    ["stdout", outputLines(run.stdout)],
    ["stderr", outputLines(run.stderr)],
    ...(run.cwd === here ? [] : [["ran in", [printable(run.cwd)]] as const]),
    ...(run.recorded === null ? [] : [["recorded", [printable(run.recorded)]] as const]),
  ];
  return [
    paint.bold(`${run.event} ${printable(run.request)}`),
    ...facts.flatMap(([label, lines]) => factLines(label, lines)),
    "",
    ...textLines(run.summary).map((line) => colour(line)),
    ...run.problems.flatMap((problem) => problemLines(problem, paint)),
  ].join("\n");
}

function factLines(label: string, lines: readonly string[]): readonly string[] {
  const [first = "-", ...rest] = lines;
  return [`  ${label.padEnd(LABEL)}  ${first}`, ...rest.map((line) => `  ${" ".repeat(LABEL)}  ${line}`)];
}

function decisionOf({ decision, shouldBlock, shouldStop }: TriedRun): string {
  if (decision?.behavior === "deny") return `deny: ${decision.message}`;
  return decision?.behavior ?? (shouldStop ? "stop" : shouldBlock ? "block" : "none");
}

const LEVELS: Readonly<Record<HookProblem["level"], string>> = {
  failed: "not honoured",
  lost: "ignored",
  note: "note",
};

function problemLines(problem: HookProblem, paint: Colours): readonly string[] {
  const [what, fix] = describeProblem(problem);
  const colour = problem.level === "failed" ? paint.red : paint.yellow;
  return [`${colour(LEVELS[problem.level])}: ${printable(what)}`, `  instead: ${printable(fix)}`];
}

function outputLines(text: string): readonly string[] {
  const lines = textLines(text);
  const more = lines.length - MOST_LINES;
  return more <= 0
    ? lines
    : [...lines.slice(0, MOST_LINES), `… ${count(more, "more line")} (--json has all)`];
}

function textLines(text: string): readonly string[] {
  if (text === "") return [];
  return text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((line) => printable(cut(line)));
}

function cut(line: string): string {
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`;
}

function totals(runs: readonly TriedRun[]): string {
  const parts = (["honoured", "quiet", "failed"] as const)
    .map((outcome) => [runs.filter((run) => run.outcome === outcome).length, outcome] as const)
    .filter(([amount]) => amount > 0);
  return `${count(runs.length, "request")}: ${parts.map(([amount, outcome]) => `${amount} ${outcome}`).join(", ")}`;
}
