import type { JsonObject, JsonValue } from "../json/scanner.js";
import { misplaced } from "./misplaced-member.js";
import { type HookProblem, pointer } from "./problem.js";
import type { ObjectShape, Shape } from "./shape.js";

/** The rules that a value breaks; none means that Codex accepts it. Reports places and rules, never values. */
export function checkShape(value: JsonObject, shape: ObjectShape): readonly HookProblem[] {
  return objectProblems(value, shape, []);
}

function objectProblems(
  value: JsonObject,
  shape: ObjectShape,
  at: readonly string[],
): readonly HookProblem[] {
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(shape.members, key))
    .map((key) => unknownMember(key, shape, at));
  const members = Object.entries(shape.members).flatMap(([key, member]) =>
    problemsOf(value[key], member, [...at, key]),
  );
  return [...unknown, ...members];
}

function problemsOf(
  value: JsonValue | undefined,
  shape: Shape,
  at: readonly string[],
): readonly HookProblem[] {
  if (value === undefined) return isRequired(shape) ? [wrong(at, "is missing", expected(shape))] : [];
  if (value === null) return isNullable(shape) ? [] : [wrong(at, "must not be null", expected(shape))];
  if (shape.kind === "any") return [];
  if (shape.kind === "text" && typeof value === "string") return [];
  if (shape.kind === "flag" && typeof value === "boolean") return [];
  if (shape.kind === "word" && typeof value === "string" && shape.words.includes(value)) return [];
  if (shape.kind === "object" && isJsonObject(value)) return objectProblems(value, shape, at);
  return [wrong(at, `must be ${expected(shape)}${quirk(value, shape)}`, expected(shape))];
}

/** What serde takes by accident: a listed difference, since nobody should rely on it. */
function quirk(value: JsonValue, shape: Shape): string {
  if (shape.kind === "object" && Array.isArray(value))
    return " (0.125.0 happens to read an array as the members in their order; this judge does not)";
  if (shape.kind === "word" && isJsonObject(value))
    return ' (0.125.0 happens to read {"word":null} as the word; this judge does not)';
  return "";
}

function unknownMember(key: string, shape: ObjectShape, at: readonly string[]): HookProblem {
  const path = pointer(...at, key);
  const known = Object.keys(shape.members).join(", ");
  const fix = misplaced(at, key) ?? `remove it; ${pointer(...at) || "the output"} may hold ${known}`;
  return {
    level: "failed",
    path,
    reason: "is not a member that Codex knows here, and it refuses the whole output",
    fix,
  };
}

function wrong(at: readonly string[], reason: string, wanted: string): HookProblem {
  const fix = reason === "must not be null" ? `leave it out, or write ${wanted}` : `write ${wanted}`;
  return {
    level: "failed",
    path: pointer(...at),
    reason: `${reason}, and Codex refuses the whole output`,
    fix,
  };
}

function expected(shape: Shape): string {
  if (shape.kind === "word" && shape.preferred !== undefined) return JSON.stringify(shape.preferred);
  if (shape.kind === "word") return shape.words.map((word) => JSON.stringify(word)).join(" or ");
  return { text: "a string", flag: "true or false", any: "any value", object: "an object" }[shape.kind];
}

function isRequired(shape: Shape): boolean {
  return shape.kind === "word" && shape.required;
}

function isNullable(shape: Shape): boolean {
  return shape.kind !== "flag" && !isRequired(shape);
}

/** Whether a JSON value is an object. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
