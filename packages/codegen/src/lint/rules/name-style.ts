import { mixedNames } from "../portable/mixed-names.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const nameStyle: Rule = {
  id: "name-style",
  summary: "The members of a file are named in one style.",
  why: "A reader who has seen three snake_case names types the fourth that way.",
  severity: { contracts: "error", portable: "warning" },
  bad: [{ schema: objectSchema({ thread_id: TEXT, turn_id: TEXT, modelName: TEXT }) }],
  good: [{ schema: objectSchema({ thread_id: TEXT, turn_id: TEXT, model_name: TEXT }) }],
  check: mixedNames,
};
