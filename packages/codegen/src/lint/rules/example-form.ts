import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const exampleForm: Rule = {
  id: "example-form",
  summary: "An example says what it shows and where it comes from; an invalid one lists its issues.",
  why: "A value alone does not tell whether it was recorded or imagined, or what is wrong with it.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({}),
        "examples/demo/thing/valid/any.json": { value: {} },
      },
    },
  ],
  good: [
    {
      files: {
        "demo/thing.schema.json": objectSchema({}),
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
};
