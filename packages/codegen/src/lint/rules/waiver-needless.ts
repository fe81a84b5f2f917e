import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const waiverNeedless: Rule = {
  id: "waiver-needless",
  summary: "Every place of a waiver still needs it.",
  why: "What it accepts today by chance it would accept tomorrow on purpose.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts", "portable"],
  bad: [
    {
      files: {
        "demo/thing.schema.json": { "x-privacy-ceiling": "internal", ...objectSchema({ a: TEXT }) },
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
