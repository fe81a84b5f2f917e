import { idOf } from "../../refs.js";
import { sameIds } from "../portable/same-ids.js";
import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const stableId: Rule = {
  id: "stable-id",
  summary: "A schema has an `$id` of its own, which follows its place.",
  why: "Others keep the id: an address that changes or leads to two schemas breaks them without a word.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": { $id: idOf("demo/one.schema.json"), ...objectSchema({}) },
        "demo/other.schema.json": { $id: idOf("demo/one.schema.json"), ...objectSchema({}) },
      },
    },
  ],
  good: [{ schema: { $id: idOf("demo/thing.schema.json"), ...objectSchema({}) } }],
  check: sameIds,
};
