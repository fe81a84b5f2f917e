import type { Rule } from "../rule.js";
import { objectSchema } from "../sample.js";

export const source: Rule = {
  id: "source",
  summary: "A contract says where it is known from.",
  why: "Who doubts a field has to find what it was read off: code, an issue, recorded traffic.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: { "x-source": [], ...objectSchema({}) } }],
  good: [{ schema: { "x-source": ["observed: Codex 0.125.0"], ...objectSchema({}) } }],
};
