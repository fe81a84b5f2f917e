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
  const declarations: string[] = [];
  for (const type of model.types) {
    const schema = typeSchema(model, type);
    declarations.push(
      await memo.reuseText(`types/${type.name}`, JSON.stringify(schema), () => declare(schema, type.name)),
    );
  }
  const text = `${banner("schemas/")}\n/* Types of the wire, one for each schema and definition. */\n\n${declarations.join("\n\n")}\n`;
  return [{ path: `${PROTOCOL_GEN}/types.ts`, text }];
}

async function declare(schema: JsonObject, name: string): Promise<string> {
  // The library is slow to load and most runs need no new declaration.
  const { declareType } = await import("./declare-type.js");
  return declareType(schema, name);
}

/** A schema as json-schema-to-typescript reads it best: annotations as comments, references and our own forms as types. */
export function typeSchema(model: Model, type: TypeModel): JsonObject {
  return { title: type.name, ...rewriteSchema(definitionSchema(model, type), forTypes) };
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
