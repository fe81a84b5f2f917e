import { isJsonObject, type Json, type JsonObject } from "../json.js";
import { HOOK_CASES, OUTCOME_CASES } from "./recorded-cases.js";
import { hookContract, type ShapeCase } from "./shape-case.js";

interface Run {
  readonly name: string;
  readonly hook: string;
  readonly exit: Json;
  readonly stdout: string;
  readonly honoured: boolean;
}

/** Every recorded run of a hook: what it printed, and whether Codex honoured it. */
const RUNS: readonly Run[] = [
  ...HOOK_CASES.filter(({ kind }) => kind === "output").map(({ name, hook, value, expect }) => ({
    name,
    hook,
    exit: value["exit_code"] ?? null,
    stdout: String(value["stdout"]),
    honoured: expect["status"] !== "failed",
  })),
  ...OUTCOME_CASES.flatMap(({ name, exit = 0, stdout = "", stdout2, outcome, hook }) => {
    const first = { name, hook: "PermissionRequest", exit, stdout, honoured: hook.status !== "failed" };
    // Only the first run has its status recorded; a second one was honoured when nothing else explains the outcome.
    if (stdout2 === undefined || outcome !== "allow") return [first];
    return [first, { ...first, name: `${name}, second hook`, stdout: stdout2, honoured: true }];
  }),
];

/** The runs in which the shape of the output decides: it is one JSON object, and the exit code lets it count. */
export const HOOK_OUTPUTS: readonly ShapeCase[] = RUNS.flatMap(({ name, hook, exit, stdout, honoured }) => {
  const value = exit === 0 ? jsonObject(stdout) : undefined;
  return value === undefined
    ? []
    : [{ name, contract: hookContract(hook, "output"), value, accepted: honoured }];
});

/** How many of the runs have no shape to judge, by the reason. */
export const HOOK_RUNS_WITHOUT_SHAPE = {
  "the exit code decides": RUNS.filter(({ exit }) => exit !== 0).length,
  "nothing or something else than one JSON object is printed": RUNS.filter(
    ({ exit, stdout }) => exit === 0 && jsonObject(stdout) === undefined,
  ).length,
};

function jsonObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
