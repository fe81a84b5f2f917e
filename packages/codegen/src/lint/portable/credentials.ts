import { isJsonObject, type Json, pointerSegment } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";

/** Texts that work as a key somewhere, by the forms that their issuers give them. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  // Hosts that are reserved for documentation and tests belong to nobody.
  [
    "a password in a URL",
    /[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s:@]+@(?!(?:[^/\s]*\.)?(?:example(?:\.com|\.org|\.net)?|invalid|test|localhost)(?:[/:]|$))/i,
  ],
  ["a secret key", /\bsk-[A-Za-z0-9_-]{20,}/],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{30,}/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ["a signed token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/** What looks like a credential in the examples, defaults and constants of schemas and in example files. Says where, never what. */
export function credentials(set: LintSet): Found[] {
  const inSchemas = eachSchema(set, ({ schema }) =>
    ["examples", "example", "default", "const", "enum"].flatMap((keyword) =>
      texts(schema[keyword], `/${keyword}`).flatMap(({ at, text }) =>
        faults(text).map((f) => ({ at, ...f })),
      ),
    ),
  );
  const inExamples = [...set.examples].flatMap(([file, json]) =>
    texts(json["value"], "/value").flatMap(({ at, text }) =>
      faults(text).map((fault) => ({ file, pointer: at, ...fault })),
    ),
  );
  return [...inSchemas, ...inExamples];
}

function faults(text: string): { message: string; fix: string }[] {
  const fix = "write a value that no one would mistake for a real one";
  return FORMS.filter(([, form]) => form.test(text)).map(([what]) => ({
    message: `there is what looks like ${what}`,
    fix,
  }));
}

function texts(json: Json | undefined, at: string): { at: string; text: string }[] {
  if (typeof json === "string") return [{ at, text: json }];
  if (Array.isArray(json)) return json.flatMap((item: Json, i) => texts(item, `${at}/${i}`));
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([key, value]) => texts(value, `${at}/${pointerSegment(key)}`));
}
