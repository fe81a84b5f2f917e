import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const json: Rule = {
  id: "json",
  summary: "Every file is JSON.",
  why: "A file that cannot be read is silently left out by tools that go on without it.",
  severity: { contracts: "error", portable: "error" },
  foundElsewhere: ["contracts", "portable"],
  bad: [{ files: { "demo/thing.schema.json": '{ "title": ' } }],
  good: [{ property: TEXT }],
};
