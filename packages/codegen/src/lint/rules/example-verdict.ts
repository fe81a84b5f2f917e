import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const exampleVerdict: Rule = {
  id: "example-verdict",
  summary: "Valid examples are accepted, invalid ones refused.",
  why: "A wrong example teaches everyone who reads it, and every test that uses it, the wrong thing.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({}),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: { a: 1 },
        },
      },
    },
  ],
  good: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({ a: TEXT }),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: { a: "b" },
        },
        "examples/demo/thing/invalid/number.json": {
          description: "A number.",
          source: "written by hand",
          value: { a: 1 },
          issues: [{ path: "/a", code: "type" }],
        },
      },
    },
  ],
};
