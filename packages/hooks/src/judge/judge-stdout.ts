import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { hookEvents } from "../hook-events.js";
import { parseJson } from "../json/parse-json.js";
import type { JsonObject } from "../json/scanner.js";
import { positionAt } from "../json/syntax-error.js";
import { trimWhiteSpace } from "../json/white-space.js";
import { checkShape, isJsonObject } from "./check-shape.js";
import { type HookOutput, readHookOutput } from "./hook-output.js";
import { effectOf, failure, type HookEntry, type HookJudgement } from "./judgement.js";
import { lostParts } from "./lost-parts.js";
import { outputShapes } from "./output-shapes.js";
import type { HookProblem } from "./problem.js";
import type { Refusal } from "./rules/event-rules.js";
import { eventRules } from "./rules/rules.js";
import { textProblems } from "./text-problems.js";

type Judged = Omit<HookJudgement, "event">;

/** What the stdout of a hook means that exited with code 0. */
export function judgeStdout(event: HookEventName, stdout: string): Judged {
  const text = trimWhiteSpace(stdout);
  if (text === "") return { reading: "quiet", ...effectOf("completed"), problems: [] };
  const json = parseJson(text);
  if (!json.ok) {
    if (!/^[{[]/.test(text)) return judgeText(event, text);
    const { line, column } = positionAt(text, json.error.index);
    const reason = `is not one JSON document: ${json.error.message} at line ${line} column ${column}`;
    const fix = "print one JSON object and nothing else; text that is no JSON must not begin with { or [";
    return invalid(event, [{ level: "failed", path: "", reason, fix }]);
  }
  if (!isJsonObject(json.value)) {
    if (!Array.isArray(json.value)) return judgeText(event, text);
    const reason = "is an array, and Codex wants an object";
    return invalid(event, [{ level: "failed", path: "", reason, fix: "print one JSON object" }]);
  }
  const problems = checkShape(json.value, outputShapes[event]);
  if (problems.length > 0) return invalid(event, problems);
  return judgeOutput(event, json.value, json.duplicates);
}

function judgeText(event: HookEventName, text: string): Judged {
  const effect = eventRules[event].text?.(text) ?? effectOf("completed");
  return { reading: "text", ...effect, problems: textProblems(event, text) };
}

function invalid(event: HookEventName, problems: readonly HookProblem[]): Judged {
  const effect = failure(`hook returned invalid ${hookEvents[event].invalidJson} JSON output`);
  return { reading: "invalid-json", ...effect, problems };
}

function judgeOutput(event: HookEventName, value: JsonObject, duplicates: readonly string[]): Judged {
  const rules = eventRules[event];
  const output = readHookOutput(value);
  const refusals = rules.refusals.filter(({ when }) => when(output));
  const notes = lostParts(event, output, duplicates);
  const [first] = refusals;
  const effect = first === undefined ? rules.effect(output) : failure(first.error);
  return {
    reading: "json",
    ...effect,
    entries: [...warning(output), ...effect.entries],
    problems: [...refusals.map(refusalProblem), ...notes],
  };
}

/** The warning for the user comes first, and also when the rest is refused. */
function warning({ systemMessage }: HookOutput): readonly HookEntry[] {
  return systemMessage === null ? [] : [{ kind: "warning", text: systemMessage }];
}

function refusalProblem({ path, error, fix }: Refusal): HookProblem {
  return { level: "failed", path, reason: `makes Codex refuse the whole output: ${error}`, fix };
}
