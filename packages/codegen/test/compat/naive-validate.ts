import { isJsonObject, type Json, type JsonObject } from "../../src/json.js";

/**
 * A second, slow and plain reading of the keywords that the random schemas use, which shares nothing with the
 * differ, so that a mistake of the one is not the mistake of the other. Held against Ajv in `property.test.ts`.
 */
export function naiveValidate(schema: Json, value: Json, root: Json = schema): boolean {
  if (typeof schema === "boolean") return schema;
  if (!isJsonObject(schema)) return true;
  return Object.entries(schema).every(
    ([keyword, rule]) => CHECKS[keyword]?.(rule, value, { schema, root }) ?? true,
  );
}

interface Around {
  readonly schema: JsonObject;
  readonly root: Json;
}

type Check = (rule: Json, value: Json, around: Around) => boolean;

const CHECKS: Readonly<Record<string, Check>> = {
  type: (rule, value) => (Array.isArray(rule) ? rule : [rule]).some((type: Json) => isType(type, value)),
  const: (rule, value) => same(rule, value),
  enum: (rule, value) => list(rule).some((one) => same(one, value)),
  minimum: (rule, value) => typeof value !== "number" || value >= Number(rule),
  maximum: (rule, value) => typeof value !== "number" || value <= Number(rule),
  exclusiveMinimum: (rule, value) => typeof value !== "number" || value > Number(rule),
  exclusiveMaximum: (rule, value) => typeof value !== "number" || value < Number(rule),
  multipleOf: (rule, value) => typeof value !== "number" || Number.isInteger(value / Number(rule)),
  minLength: (rule, value) => typeof value !== "string" || [...value].length >= Number(rule),
  maxLength: (rule, value) => typeof value !== "string" || [...value].length <= Number(rule),
  pattern: (rule, value) => typeof value !== "string" || new RegExp(String(rule), "u").test(value),
  minItems: (rule, value) => !Array.isArray(value) || value.length >= Number(rule),
  maxItems: (rule, value) => !Array.isArray(value) || value.length <= Number(rule),
  uniqueItems: (rule, value) =>
    rule !== true ||
    !Array.isArray(value) ||
    value.every((a: Json, i) => !value.some((b: Json, j) => i !== j && same(a, b))),
  items: (rule, value, { root }) =>
    !Array.isArray(value) ||
    value.every((item: Json, i) =>
      Array.isArray(rule)
        ? i >= rule.length || naiveValidate(rule[i], item, root)
        : naiveValidate(rule, item, root),
    ),
  additionalItems: (rule, value, { root, schema }) => {
    const { items } = schema;
    return (
      !Array.isArray(value) ||
      !Array.isArray(items) ||
      value.slice(items.length).every((item: Json) => naiveValidate(rule, item, root))
    );
  },
  contains: (rule, value, { root }) =>
    !Array.isArray(value) || value.some((item: Json) => naiveValidate(rule, item, root)),
  required: (rule, value) =>
    !isJsonObject(value) || list(rule).every((name) => Object.hasOwn(value, String(name))),
  minProperties: (rule, value) => !isJsonObject(value) || Object.keys(value).length >= Number(rule),
  maxProperties: (rule, value) => !isJsonObject(value) || Object.keys(value).length <= Number(rule),
  properties: (rule, value, { root }) =>
    !isJsonObject(value) ||
    !isJsonObject(rule) ||
    Object.entries(rule).every(
      ([name, inner]) => !Object.hasOwn(value, name) || naiveValidate(inner, value[name] ?? null, root),
    ),
  patternProperties: (rule, value, { root }) =>
    !isJsonObject(value) ||
    !isJsonObject(rule) ||
    Object.entries(rule).every(([source, inner]) =>
      Object.entries(value).every(
        ([name, member]) => !new RegExp(source, "u").test(name) || naiveValidate(inner, member, root),
      ),
    ),
  additionalProperties: (rule, value, { schema, root }) => {
    if (!isJsonObject(value)) return true;
    const { properties, patternProperties } = schema;
    const named = isJsonObject(properties) ? properties : {};
    const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
    return Object.entries(value).every(
      ([name, member]) =>
        Object.hasOwn(named, name) ||
        patterns.some((source) => new RegExp(source, "u").test(name)) ||
        naiveValidate(rule, member, root),
    );
  },
  propertyNames: (rule, value, { root }) =>
    !isJsonObject(value) || Object.keys(value).every((name) => naiveValidate(rule, name, root)),
  allOf: (rule, value, { root }) => list(rule).every((inner) => naiveValidate(inner, value, root)),
  anyOf: (rule, value, { root }) => list(rule).some((inner) => naiveValidate(inner, value, root)),
  oneOf: (rule, value, { root }) =>
    list(rule).filter((inner) => naiveValidate(inner, value, root)).length === 1,
  not: (rule, value, { root }) => !naiveValidate(rule, value, root),
  $ref: (rule, value, { root }) => {
    const name = String(rule).slice("#/definitions/".length);
    const definitions = isJsonObject(root) ? root["definitions"] : undefined;
    if (rule === "#") return naiveValidate(root, value, root);
    return naiveValidate((isJsonObject(definitions) ? definitions[name] : undefined) ?? true, value, root);
  },
};

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isType(type: Json, value: Json): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  return typeof value === type;
}

function same(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Json, i) => same(item, b[i]));
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && same(a[name] ?? null, b[name] ?? null))
    );
  }
  return a === b;
}
