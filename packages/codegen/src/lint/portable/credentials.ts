import { type Json, type JsonObject, pointerSegment } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema, type Fault } from "./each-schema.js";

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

/** Whether any of the forms may fit: most texts are none, and are looked at once. */
const MAYBE = new RegExp(FORMS.map(([, { source }]) => source).join("|"), "i");

/** What looks like a credential in the examples, defaults and constants of schemas and in example files. Says where, never what. */
export function credentials(set: LintSet): Found[] {
  const inSchemas = eachSchema(set, ({ schema }) =>
    ["examples", "example", "default", "const", "enum"].flatMap((keyword) =>
      faults(schema[keyword], keyword),
    ),
  );
  const inExamples = [...set.examples].flatMap(([file, json]) =>
    faults(json["value"], "value").map(({ at, ...fault }) => ({ file, pointer: at, ...fault })),
  );
  return [...inSchemas, ...inExamples];
}

function faults(json: Json | undefined, name: string): (Fault & { readonly at: string })[] {
  const found: (Fault & { readonly at: string })[] = [];
  eachText(json, [name], (text, path) => {
    if (!MAYBE.test(text)) return;
    for (const [what, form] of FORMS)
      if (form.test(text))
        found.push({
          at: path.map((segment) => `/${pointerSegment(segment)}`).join(""),
          message: `there is what looks like ${what}`,
          fix: "write a value that no one would mistake for a real one",
        });
  });
  return found;
}

/** Hands out every text; `path` is where it is, and changes afterwards. */
function eachText(
  json: Json | undefined,
  path: string[],
  look: (text: string, path: readonly string[]) => void,
): void {
  if (typeof json === "string") look(json, path);
  if (typeof json !== "object" || json === null) return;
  // A loop: it goes over all examples whenever a schema has changed.
  const members = json as JsonObject;
  for (const key in members) {
    path.push(key);
    eachText(members[key], path, look);
    path.pop();
  }
}
