import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const exclusive: Rule = {
  id: "exclusive",
  summary: "`x-exclusive` names at least two members of its object.",
  why: "A rule about members that are not there is never broken.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: objectSchema({ a: TEXT }, { "x-exclusive": ["a", "b"] }) }],
  good: [{ schema: objectSchema({ a: TEXT, b: TEXT }, { "x-exclusive": ["a", "b"] }) }],
};
