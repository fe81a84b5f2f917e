import { Ajv, type KeywordDefinition } from "ajv";
import type { Judge } from "./judge.js";

const TEXT = { type: "string", minLength: 1 };
const TEXTS = { type: "array", items: TEXT, minItems: 1 };
const PRIVACY = { enum: ["public", "internal", "pseudonymous-id", "sensitive"] };
const REQUIREMENT = {
  type: "object",
  required: ["when", "then"],
  properties: { when: TEXT, then: TEXT, unless: { type: "object" } },
};
const REQUIREMENTS = { type: "array", items: REQUIREMENT, minItems: 1 };

/** The annotations of the project. Strict mode refuses a keyword that is not listed, and a value that is not of its form. */
const ANNOTATIONS: readonly KeywordDefinition[] = [
  { keyword: "x-source", metaSchema: TEXTS },
  { keyword: "x-rules", metaSchema: TEXTS },
  { keyword: "x-null", metaSchema: TEXT },
  { keyword: "x-unit", metaSchema: TEXT },
  { keyword: "x-format", metaSchema: TEXT },
  { keyword: "x-privacy", metaSchema: PRIVACY },
  { keyword: "x-privacy-ceiling", metaSchema: PRIVACY },
  { keyword: "x-key-privacy", metaSchema: PRIVACY },
  { keyword: "x-unknown-keys", metaSchema: { const: "reject" } },
  { keyword: "x-exclusive", metaSchema: { ...TEXTS, minItems: 2 } },
  { keyword: "x-requires", metaSchema: REQUIREMENTS },
  { keyword: "x-open", metaSchema: { type: "boolean" } },
];

/** Ajv, compiling a published schema as it stands, in its strictest mode. */
export function ajvAtRunTime(schema: object): Judge {
  const validate = strictAjv().compile(schema);
  return { name: "Ajv at run time", accepts: (value) => validate(value) };
}

/** An Ajv in draft-07 that knows the annotations of the project and tolerates nothing else. */
export function strictAjv(): Ajv {
  const ajv = new Ajv({
    strict: true,
    strictTuples: true,
    strictTypes: true,
    strictRequired: true,
    discriminator: true,
    ownProperties: true,
  });
  return ajv.addVocabulary([...ANNOTATIONS]);
}
