import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const exampleContract: Rule = {
  id: "example-contract",
  summary: "Examples lie in the folder of a contract.",
  why: "An example that belongs to nothing is judged by nothing.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({}),
        "examples/demo/thing/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
        "examples/demo/other/valid/any.json": {
          description: "A case.",
          source: "written by hand",
          value: {},
        },
      },
    },
  ],
  good: [{ schema: objectSchema({}) }],
};
