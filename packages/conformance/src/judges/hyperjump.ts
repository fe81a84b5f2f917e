import * as draft7 from "@hyperjump/json-schema/draft-07";
import * as draft202012 from "@hyperjump/json-schema/draft-2020-12";
import type { Judge } from "./judge.js";

/** The versions of JSON Schema that a published schema has to mean the same in. */
const DIALECTS = {
  "draft-07": { ...draft7, $schema: "http://json-schema.org/draft-07/schema#" },
  "2020-12": { ...draft202012, $schema: "https://json-schema.org/draft/2020-12/schema" },
} as const;

let registered = 0;

/** An independent implementation of JSON Schema that shares no code with Ajv and knows none of its extensions. */
export async function hyperjump(schema: object, dialect: keyof typeof DIALECTS): Promise<Judge> {
  const { registerSchema, validate, $schema } = DIALECTS[dialect];
  const uri = `https://conformance.example/${registered++}`;
  // A schema document is JSON; under an id of its own it cannot meet another reading of the same contract.
  registerSchema({ ...(schema as draft7.SchemaObject), $schema, $id: uri });
  const judge = await validate(uri);
  // It declares arrays that can be written to, and writes to none.
  return {
    name: `Hyperjump, ${dialect}`,
    accepts: (value) => judge(value as Parameters<draft7.Validator>[0]).valid,
  };
}
