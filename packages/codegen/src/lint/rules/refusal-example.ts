import type { Found } from "../finding.js";
import type { LintSet, Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const refusalExample: Rule = {
  id: "refusal-example",
  summary: "A contract has an invalid example.",
  why: "Without one nothing shows that the contract refuses anything.",
  severity: { contracts: "error" },
  bad: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({}),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
      },
    },
  ],
  good: [{ schema: objectSchema({}) }],
  check: neverRefused,
};

function neverRefused({ model }: LintSet): Found[] {
  return (model?.contracts ?? [])
    .filter((contract) => contract.invalid.length === 0)
    .map(({ file, id }) => ({
      file,
      pointer: "",
      message: "the contract has no invalid example",
      fix: `add schemas/examples/${id}/invalid/<case>.json, or let \`pnpm mutation --fix\` write some`,
    }));
}
