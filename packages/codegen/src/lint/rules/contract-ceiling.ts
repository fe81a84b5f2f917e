import { PRIVACY_CLASSES } from "../../model.js";
import type { Found } from "../finding.js";
import type { LintSet, Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const contractCeiling: Rule = {
  id: "contract-ceiling",
  summary: "A contract says how sensitive its values may be.",
  why: "A ceiling turns a new sensitive field into a decision that somebody makes, instead of a line in a review.",
  severity: { contracts: "error" },
  bad: [{ schema: { "x-privacy-ceiling": "secret", ...objectSchema({}) } }],
  good: [
    {
      schema: {
        "x-privacy-ceiling": "internal",
        ...objectSchema({ a: { ...TEXT, "x-privacy": "internal" } }),
      },
    },
  ],
  check: missingCeilings,
};

function missingCeilings({ model }: LintSet): Found[] {
  return (model?.contracts ?? [])
    .filter((contract) => contract.ceiling === undefined)
    .map(({ file }) => ({
      file,
      pointer: "/x-privacy-ceiling",
      message: "the contract has no privacy ceiling",
      fix: `add "x-privacy-ceiling": one of ${PRIVACY_CLASSES.join(", ")}`,
    }));
}
