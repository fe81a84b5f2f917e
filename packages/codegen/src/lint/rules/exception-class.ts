import { isJsonObject } from "../../json.js";
import type { Found } from "../finding.js";
import type { LintSet, Rule } from "../rule.js";
import { objectSchema, TEXT } from "../sample.js";

export const exceptionClass: Rule = {
  id: "exception-class",
  summary: "What an `x-requires` makes an exception for is public.",
  why: "Where the value is taken out of a message because it is too sensitive, the exception is gone and the rule is broken.",
  severity: { contracts: "error" },
  bad: [
    {
      schema: objectSchema(
        { a: TEXT, b: TEXT, c: { ...TEXT, "x-privacy": "sensitive" } },
        { "x-requires": [{ when: "a", then: "b", unless: { c: "word" } }] },
      ),
    },
  ],
  good: [
    {
      schema: objectSchema(
        { a: TEXT, b: TEXT, c: TEXT },
        { "x-requires": [{ when: "a", then: "b", unless: { c: "word" } }] },
      ),
    },
  ],
  check: hiddenExceptions,
};

function hiddenExceptions({ documents }: LintSet): Found[] {
  return documents.flatMap(({ file, schemas }) =>
    schemas.flatMap(({ schema, pointer }) => {
      const { properties, "x-requires": rules } = schema;
      if (!isJsonObject(properties) || !Array.isArray(rules)) return [];
      return rules.flatMap((rule, i) => {
        const unless = isJsonObject(rule) && isJsonObject(rule["unless"]) ? Object.keys(rule["unless"]) : [];
        const hidden = unless.filter((name) => {
          const member = properties[name];
          const privacy = isJsonObject(member) ? member["x-privacy"] : undefined;
          return privacy !== undefined && privacy !== "public";
        });
        return hidden.map((name) => ({
          file,
          pointer: `${pointer}/x-requires/${i}`,
          message: `the exception is made for "${name}", which is not public`,
          fix: "make the exception for a public member",
        }));
      });
    }),
  );
}
