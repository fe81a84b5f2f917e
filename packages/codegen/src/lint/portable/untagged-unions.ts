import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";
import { targetOf } from "./references.js";

/** Choices between several objects that no constant member tells apart. */
export function untaggedUnions(set: LintSet): Found[] {
  return eachSchema(set, ({ schema: { oneOf } }, file) => {
    if (!Array.isArray(oneOf)) return [];
    const branches = oneOf.map((branch: Json) => resolved(set, file, branch));
    const objects = branches.filter(
      (branch): branch is JsonObject => branch !== undefined && "properties" in branch,
    );
    if (objects.length < 2) return [];
    const told = toldByConstant(objects) || toldByKey(objects);
    return told
      ? []
      : [
          {
            at: "/oneOf",
            message: "nothing tells the branches apart",
            fix: "give each branch a required member with a constant of its own",
          },
        ];
  });
}

/** One member has another constant in each branch. */
function toldByConstant(branches: readonly JsonObject[]): boolean {
  const [first = new Map<string, string>(), ...others] = branches.map(constants);
  return [...first.keys()].some((name) => {
    const values = [first, ...others].map((tag) => tag.get(name));
    return !values.includes(undefined) && new Set(values).size === values.length;
  });
}

/** Each branch is closed and requires a member that no other has. */
function toldByKey(branches: readonly JsonObject[]): boolean {
  return branches.every(({ required, additionalProperties }, i) => {
    const others = branches.filter((_, j) => j !== i);
    const own = (Array.isArray(required) ? required : []).filter(
      (name) => typeof name === "string" && others.every((other) => !hasMember(other, name)),
    );
    return additionalProperties === false && own.length > 0;
  });
}

function hasMember({ properties }: JsonObject, name: string): boolean {
  return isJsonObject(properties) && Object.hasOwn(properties, name);
}

function resolved(set: LintSet, file: string, schema: Json): JsonObject | undefined {
  if (!isJsonObject(schema)) return undefined;
  const { $ref } = schema;
  return typeof $ref === "string" ? targetOf(set, file, $ref) : schema;
}

/** Members that have one value only, with it. */
function constants({ properties }: JsonObject): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {})) {
    if (!isJsonObject(member)) continue;
    const { const: value, enum: words } = member;
    const [only, ...more] = Array.isArray(words) ? words : [];
    if (value !== undefined) found.set(name, JSON.stringify(value));
    else if (only !== undefined && more.length === 0) found.set(name, JSON.stringify(only));
  }
  return found;
}
