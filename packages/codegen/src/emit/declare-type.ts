import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { JsonObject } from "../json.js";
import { indent } from "./indent.js";

/** The TypeScript declaration of one schema, whose references are already names. */
export async function declareType(schema: JsonObject, name: string): Promise<string> {
  // The subset is a part of what the library takes.
  const text = await compile(schema as JSONSchema, name, {
    additionalProperties: false,
    bannerComment: "",
    format: false,
    ignoreMinAndMaxItems: true,
  });
  const found = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1]);
  if (found.join() !== name)
    throw new Error(`json-schema-to-typescript declared ${found.join(", ")} for ${name}`);
  return indent(text.trim());
}
