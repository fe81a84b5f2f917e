import { credentials } from "../portable/credentials.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const credentialInExample: Rule = {
  id: "credential-in-example",
  summary: "No example holds what looks like a credential.",
  why: "Examples are published, and a token that was copied from a log works until somebody revokes it.",
  severity: { contracts: "error", portable: "error" },
  bad: [
    { property: { ...TEXT, examples: ["https://ada:s3cret@git.acme.io/a.git"] } },
    { says: "a token", property: { ...TEXT, examples: ["sk-proj-abcdefghijklmnopqrstuvwx"] } },
  ],
  good: [{ property: { ...TEXT, examples: ["https://ada:s3cret@git.example.com/a.git"] } }],
  check: credentials,
};
