import { RULES } from "@codex-contracts/codegen/lint";
import { closest } from "fastest-levenshtein";
import { MisuseError } from "../misuse-error.js";

export function unknownRule(id: string): MisuseError {
  const ids = RULES.map((rule) => rule.id);
  return new MisuseError(
    `there is no rule ${id}`,
    `Did you mean ${closest(id, ids)}? All: ${ids.join(", ")}.`,
  );
}
