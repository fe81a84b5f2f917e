import { unknownRequired } from "../portable/unknown-required.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const requiredKnown: Rule = {
  id: "required-known",
  summary: "What is required is among the properties.",
  why: "Nobody can send a member that has no schema, so the message could never be valid.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: objectSchema({ a: TEXT }, { required: ["b"] }) }],
  good: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({ a: TEXT }, { required: ["a"] }),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: { a: "b" },
        },
        "examples/demo/thing/invalid/none.json": {
          description: "Nothing.",
          source: "written by hand",
          value: {},
          issues: [{ path: "/a", code: "required" }],
        },
      },
    },
  ],
  check: unknownRequired,
};
