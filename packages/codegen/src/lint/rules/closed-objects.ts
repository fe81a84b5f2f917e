import { undecidedObjects } from "../portable/undecided-objects.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const closedObjects: Rule = {
  id: "closed-objects",
  summary: "An object says whether it is closed.",
  why: "The default of JSON Schema is open, so a misspelt or private key passes where everyone believes that it cannot.",
  severity: { contracts: "error", portable: "warning" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: { type: "object", properties: { a: TEXT } } }],
  good: [
    { schema: objectSchema({ a: TEXT }) },
    { says: "open by contract", schema: objectSchema({ a: TEXT }, { additionalProperties: true }) },
  ],
  check: undecidedObjects,
};
