import { banner } from "../banner.js";
import { definitionSchema } from "../bundle.js";
import { PROTOCOL_GEN } from "../generated-folders.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Memo } from "../memo.js";
import type { GeneratedFile, Model, TypeModel } from "../model.js";
import { rewriteSchema } from "../rewrite.js";

/**
 * Writes every type of the wire into one module through json-schema-to-typescript. Each named type is given
 * to it alone with its references as names, so that it is declared exactly once and only changed ones are
 * compiled again. Comments come from the annotations.
 */
export async function emitTypes(model: Model, memo: Memo): Promise<GeneratedFile[]> {
  const plain: string[] = [];
  const branded: string[] = [];
  for (const type of model.types) {
    const key = JSON.stringify(definitionSchema(model, type));
    const text = await memo.reuseLater(`types/${type.name}`, key, () =>
      declare(typeSchema(model, type), type.name),
    );
    plain.push(text);
    // Most types hold nothing sensitive themselves: both declarations are one text.
    branded.push(
      key.includes('"x-privacy":"sensitive"')
        ? await memo.reuseLater(`branded/${type.name}`, key, () =>
            declare(typeSchema(model, type, brandLeaf), type.name),
          )
        : text,
    );
  }
  const text = `${banner("schemas/")}\n/* Types of the wire, one for each schema and definition. */\n\n${plain.join("\n\n")}\n`;
  return [{ path: `${PROTOCOL_GEN}/types.ts`, text }, brandedModule(model, branded)];
}

/** The same types once more, in which every sensitive value is one that a plain place does not take. */
function brandedModule(model: Model, declarations: readonly string[]): GeneratedFile {
  const lines = [
    banner("schemas/"),
    'import type { Sensitive } from "../privacy/sensitive.js";',
    'import type { contracts } from "./contracts.js";',
    "",
    'export { conceal, reveal, type Sensitive } from "../privacy/sensitive.js";',
    "",
    "/** The branded type of each contract, by its id. */",
    "export interface BrandedContracts {",
    ...model.contracts.map(({ id, name }) => `  ${JSON.stringify(id)}: ${name};`),
    "}",
    "",
    'type Plain<Id extends keyof BrandedContracts> = ReturnType<(typeof contracts)[Id]["parse"]>;',
    "",
    "/** A message as its branded type: the same value, of which sensitive parts cannot be put into plain places. */",
    "export function brand<Id extends keyof BrandedContracts>(_id: Id, value: Plain<Id>): BrandedContracts[Id] {",
    "  // The types differ in marks only, which no value has.",
    "  return value as unknown as BrandedContracts[Id];",
    "}",
    "",
    "/** A message as its plain type, for who may see all of it. */",
    "export function unbrand<Id extends keyof BrandedContracts>(_id: Id, value: BrandedContracts[Id]): Plain<Id> {",
    "  // The types differ in marks only, which no value has.",
    "  return value as unknown as Plain<Id>;",
    "}",
    "",
    declarations.join("\n\n"),
    "",
  ];
  return { path: `${PROTOCOL_GEN}/branded.ts`, text: lines.join("\n") };
}

async function declare(schema: JsonObject, name: string): Promise<string> {
  // The library is slow to load and most runs need no new declaration.
  const { declareType } = await import("./declare-type.js");
  return declareType(schema, name);
}

/** A schema as json-schema-to-typescript reads it best: annotations as comments, references and our own forms as types. */
export function typeSchema(
  model: Model,
  type: TypeModel,
  before: (schema: JsonObject) => JsonObject = (schema) => schema,
): JsonObject {
  return {
    title: type.name,
    ...rewriteSchema(definitionSchema(model, type), (schema) => forTypes(before(schema))),
  };
}

const PLAIN_TYPES: ReadonlyMap<Json | undefined, string> = new Map([
  ["string", "string"],
  ["integer", "number"],
  ["number", "number"],
  ["boolean", "boolean"],
]);

/** A leaf of class sensitive as a value that no plain place takes; null stays what it is. */
function brandLeaf(schema: JsonObject): JsonObject {
  if (schema["x-privacy"] !== "sensitive") return schema;
  const types = [schema["type"] ?? []].flat();
  const words = Array.isArray(schema["enum"]) ? schema["enum"].filter((word) => word !== null) : [];
  const [reference] = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  const named = isJsonObject(reference) ? reference["tsType"] : undefined;
  const plain =
    words.length > 0
      ? words.map((word) => JSON.stringify(word)).join(" | ")
      : (PLAIN_TYPES.get(types.find((type) => type !== "null")) ??
        (typeof named === "string" ? named : "unknown"));
  if (plain === "unknown" && (types.length > 0 || "anyOf" in schema)) return schema;
  const { type: _, enum: __, allOf: ___, ...rest } = schema;
  return { ...rest, tsType: `Sensitive<${plain}>${types.includes("null") ? " | null" : ""}` };
}

const DROPPED = new Set([
  "$ref",
  "examples",
  "discriminator",
  "minimum",
  "maximum",
  "pattern",
  "minLength",
  "minProperties",
  "maxProperties",
  "additionalProperties",
]);

function forTypes(schema: JsonObject): JsonObject {
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!key.startsWith("x-") && !DROPPED.has(key)) out[key] = value;
  }
  const { $ref, allOf, additionalProperties } = schema;
  const comment = commentOf(schema);
  if (comment !== "") out["description"] = comment;
  if (typeof $ref === "string") out["tsType"] = $ref.slice("#/definitions/".length);
  if (Array.isArray(allOf) && allOf.length === 1 && isJsonObject(allOf[0]) && "tsType" in allOf[0]) {
    delete out["allOf"];
    out["tsType"] = allOf[0]["tsType"] ?? null;
  }
  if (additionalProperties !== undefined) out["additionalProperties"] = extraType(schema);
  if ("oneOf" in out) delete out["type"];
  // How a bundle says that a member is needed: anything but null.
  if ("not" in out) return { tsType: "{}" };
  if (isAny(out)) out["tsType"] = "unknown";
  return out;
}

/** TypeScript cannot say "a string, but for the members above": beside members the others are unknown. */
function extraType({ additionalProperties, properties }: JsonObject): Json {
  const members = isJsonObject(properties) ? Object.keys(properties).length : 0;
  return isJsonObject(additionalProperties) && members > 0
    ? { tsType: "unknown" }
    : (additionalProperties ?? false);
}

function isAny(schema: JsonObject): boolean {
  return !["type", "tsType", "allOf", "anyOf", "oneOf", "const", "enum", "properties"].some(
    (key) => key in schema,
  );
}

/** Description, what null means and the unit, as the comment of a member. */
function commentOf(schema: JsonObject): string {
  const { description, "x-null": nullMeaning, "x-unit": unit } = schema;
  const parts = [
    description,
    typeof nullMeaning === "string" ? `Null: ${nullMeaning}.` : "",
    typeof unit === "string" ? `Unit: ${unit}.` : "",
  ];
  return parts.filter((part) => typeof part === "string" && part !== "").join("\n");
}
