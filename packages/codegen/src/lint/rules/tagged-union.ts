import { untaggedUnions } from "../portable/untagged-unions.js";
import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const taggedUnion: Rule = {
  id: "tagged-union",
  summary: "A choice of objects is a `oneOf` that a required constant tells apart.",
  why: "Without a tag a validator tries every branch, reports the faults of all of them, and a reader has to guess.",
  severity: { contracts: "error", portable: "warning" },
  foundElsewhere: ["contracts"],
  bad: [
    {
      schema: {
        oneOf: [
          { description: "A cat.", ...objectSchema({ meows: { ...TEXT } }) },
          { description: "A dog.", ...objectSchema({ barks: { ...TEXT } }) },
        ],
      },
    },
  ],
  good: [
    {
      files: {
        "demo/thing.schema.json": {
          oneOf: [
            {
              description: "A cat.",
              ...objectSchema({ type: { const: "cat", description: "Says cat." } }, { required: ["type"] }),
            },
            {
              description: "A dog.",
              ...objectSchema({ type: { const: "dog", description: "Says dog." } }, { required: ["type"] }),
            },
          ],
          discriminator: { propertyName: "type" },
        },
        "examples/demo/thing/valid/cat.json": {
          description: "A cat.",
          source: "written by hand",
          value: { type: "cat" },
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
  check: untaggedUnions,
};
