import { applyChanges, type ValueChange } from "./apply-changes.js";
import { isJsonObject, type Json } from "./json.js";
import type { Case, Example, InvalidCase } from "./model.js";
import { parseIssue } from "./parse-example.js";
import type { Report } from "./problem.js";

/** Name of the file, in the folder of a contract's examples, that holds its cases. */
export const CASES_FILE = "cases.json";

export interface Cases {
  readonly valid: readonly Case[];
  readonly invalid: readonly InvalidCase[];
}

export const NO_CASES: Cases = { valid: [], invalid: [] };

/** Reads `cases.json`: messages that are a valid example with some places changed, one line each. */
export function parseCases(file: string, json: Json, bases: readonly Example[], report: Report): Cases {
  const { source, valid, invalid } = isJsonObject(json) ? json : {};
  if (typeof source !== "string" || !Array.isArray(valid) || !Array.isArray(invalid)) {
    report("", "example-form", 'cases need "source", "valid" and "invalid"', "add what is missing");
    return NO_CASES;
  }
  const byName = new Map(bases.map((base) => [base.name, base.value]));
  const read = (list: readonly Json[], kind: "valid" | "invalid"): InvalidCase[] => {
    const names = new Set<string>();
    return list.flatMap((entry, i) => {
      const pointer = `/${kind}/${i}`;
      const found = parseCase(entry, kind, byName);
      if (typeof found === "string" || names.has(found.name)) {
        const message = typeof found === "string" ? found : "the name of the case is taken";
        const fix =
          'write "name", "description", "base" (a valid example) and "changes" ([pointer, value] or [pointer])';
        report(pointer, "example-form", message, fix);
        return [];
      }
      names.add(found.name);
      return [{ ...found, file, pointer, source }];
    });
  };
  return {
    valid: read(valid, "valid").map(({ issues: _, ...rest }) => rest),
    invalid: read(invalid, "invalid"),
  };
}

type Parsed = Omit<InvalidCase, "file" | "pointer" | "source">;

/** A case, or what is wrong with it. */
function parseCase(json: Json, kind: "valid" | "invalid", bases: ReadonlyMap<string, Json>): Parsed | string {
  const { name, description, base, changes, issues } = isJsonObject(json) ? json : {};
  if (typeof name !== "string" || typeof description !== "string" || typeof base !== "string")
    return "the case lacks a name, a description or a base";
  const list = Array.isArray(changes) ? changes.filter(isChange) : [];
  if (!Array.isArray(changes) || list.length !== changes.length || list.length === 0)
    return "the case changes nothing";
  const from = bases.get(base);
  if (from === undefined) return "the case is based on no valid example";
  const value = applyChanges(from, list);
  if (value === undefined) return "a place that the case changes is not there";
  const parsed = Array.isArray(issues) ? issues.map(parseIssue).filter((issue) => issue !== undefined) : [];
  if ((kind === "invalid") !== parsed.length > 0)
    return "an invalid case lists its issues, and a valid one has none";
  return { name, description, base, changes: list, value, issues: parsed };
}

function isChange(json: Json): json is ValueChange {
  return Array.isArray(json) && (json.length === 1 || json.length === 2) && typeof json[0] === "string";
}
