import { openContent } from "../names/open-content.js";
import type { Rule } from "../rule.js";
import { TEXT } from "../sample.js";

export const contentName: Rule = {
  id: "content-name",
  summary: "A member whose name promises content is not public or internal.",
  why: "Texts called prompt, command, path or url carry what users wrote and where they work, whatever the author had in mind.",
  severity: { contracts: "error" },
  bad: [{ name: "command", property: TEXT }],
  good: [
    { name: "command", property: { ...TEXT, "x-privacy": "sensitive" } },
    { says: "a word of a list", name: "command", property: { ...TEXT, enum: ["word"] } },
  ],
  check: openContent,
};
