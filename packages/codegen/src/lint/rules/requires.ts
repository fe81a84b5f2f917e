import type { Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const requires: Rule = {
  id: "requires",
  summary: "`x-requires` names members of its object.",
  why: "A rule about members that are not there is never broken.",
  severity: { contracts: "error" },
  foundElsewhere: ["contracts"],
  bad: [{ schema: objectSchema({ a: TEXT }, { "x-requires": [{ when: "a", then: "b" }] }) }],
  good: [{ schema: objectSchema({ a: TEXT, b: TEXT }, { "x-requires": [{ when: "a", then: "b" }] }) }],
};
