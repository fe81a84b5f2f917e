import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const format: Rule = {
  id: "format",
  summary: "Only formats that the generator writes out as patterns are used.",
  why: "Validators disagree on what a format means and ignore those that they do not know.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ property: { ...TEXT, format: "iri" } }],
  good: [{ property: { ...TEXT, format: "absolute-path", examples: ["/tmp"] } }],
};
