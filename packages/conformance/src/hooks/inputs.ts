import { isJsonObject } from "../json.js";
import { HOOK_CASES } from "./recorded-cases.js";
import { hookContract, type ShapeCase } from "./shape-case.js";

/** What hooks read on standard input, and whether Codex may write it. */
export const HOOK_INPUTS: readonly ShapeCase[] = HOOK_CASES.filter(({ kind }) => kind === "input").map(
  ({ name, hook, value, expect }) => ({
    name,
    contract: hookContract(hook, "input"),
    value,
    accepted: expect["schema_valid"] === true,
  }),
);

/** The analytics events that cases about behaviour end in. */
export const HOOK_EVENTS: readonly ShapeCase[] = HOOK_CASES.flatMap(({ name, expect }) => {
  const { event } = expect;
  return !isJsonObject(event)
    ? []
    : [{ name, contract: "analytics/codex-hook-run", value: event, accepted: true }];
});
