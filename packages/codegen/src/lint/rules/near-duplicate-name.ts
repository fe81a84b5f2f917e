import { nearDuplicates } from "../portable/near-duplicates.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const nearDuplicateName: Rule = {
  id: "near-duplicate-name",
  summary: "No two members of a family have nearly the same name.",
  why: "`invoke_type` and `invocation_type` end up as two columns, and half of the queries read the wrong one.",
  severity: { contracts: "error", portable: "warning" },
  bad: [
    { schema: objectSchema({ invoke_type: TEXT, invocation_type: TEXT }) },
    { says: "one and many", schema: objectSchema({ input_token: TEXT, input_tokens: TEXT }) },
  ],
  good: [{ schema: objectSchema({ invocation_type: TEXT, trigger: TEXT }) }],
  check: nearDuplicates,
};
