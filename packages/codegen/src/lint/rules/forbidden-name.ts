import { settingFor } from "../config.js";
import type { Found } from "../finding.js";
import type { LintSet, Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const forbiddenName: Rule = {
  id: "forbidden-name",
  summary: "Names that were removed for good are not used again.",
  why: "What was taken out for privacy comes back under its old name when nobody remembers why it went. `lint.json` lists such names by folder.",
  severity: { contracts: "error", portable: "error" },
  bad: [
    {
      files: {
        "lint.json": { preset: "contracts", forbidden: { "demo/": ["rationale"] } },
        "demo/thing.schema.json": objectSchema({ rationale: TEXT }),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
      },
    },
  ],
  good: [
    {
      files: {
        "lint.json": { preset: "contracts", forbidden: { "demo/": ["rationale"] } },
        "demo/thing.schema.json": objectSchema({ outcome: TEXT }),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
        "examples/demo/thing/invalid/list.json": {
          description: "A list.",
          source: "written by hand",
          value: [],
          issues: [{ path: "", code: "type" }],
        },
      },
    },
  ],
  check: forbiddenNames,
};

function forbiddenNames({ documents, config }: LintSet): Found[] {
  return documents.flatMap(({ file, schemas }) => {
    const forbidden = settingFor(config.forbidden, file) ?? [];
    return schemas
      .filter(({ role, name }) => role === "property" && name !== undefined && forbidden.includes(name))
      .map(({ pointer, name }) => ({
        file,
        pointer,
        message: `"${name}" was removed for good`,
        fix: "leave it out; lint.json lists the names that may not come back",
      }));
  });
}
