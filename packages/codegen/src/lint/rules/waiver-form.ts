import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const waiverForm: Rule = {
  id: "waiver-form",
  summary: "A waiver names a rule, places, a reason, an owner and the day on which it ends.",
  why: "An exemption that nobody owns or that never ends is a rule that was dropped.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts", "portable"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": { "x-privacy-ceiling": "internal", ...objectSchema({ a: TEXT }) },
        "demo/thing.waivers.json": { waivers: [{ rule: "privacy-ceiling", at: "Thing.a" }] },
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
  good: [
    {
      files: {
        "demo/thing.schema.json": {
          "x-privacy-ceiling": "internal",
          ...objectSchema({ a: { ...TEXT, "x-privacy": "sensitive" } }),
        },
        "demo/thing.waivers.json": {
          waivers: [
            {
              rule: "privacy-ceiling",
              at: "Thing.a",
              reason: "Needed for support.",
              owner: "privacy",
              expires: "2099-12-31",
            },
          ],
        },
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
