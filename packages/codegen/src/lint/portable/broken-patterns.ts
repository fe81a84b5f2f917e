import { compiles } from "../../compiles.js";
import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import { eachSchema } from "./each-schema.js";

export function brokenPatterns(set: LintSet): Found[] {
  return eachSchema(set, ({ schema: { pattern } }) =>
    typeof pattern !== "string" || compiles(pattern)
      ? []
      : [
          {
            at: "/pattern",
            message: "the pattern does not compile with the u flag",
            fix: "write it in the common part of ECMAScript and Rust regular expressions",
          },
        ],
  );
}
