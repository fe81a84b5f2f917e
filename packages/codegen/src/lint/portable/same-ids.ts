import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";

/** Documents whose `$id` an earlier one has. */
export function sameIds({ documents }: LintSet): Found[] {
  const first = new Map<string, string>();
  return documents.flatMap(({ file, json }) => {
    const id = json["$id"];
    if (typeof id !== "string") return [];
    const taken = first.get(id);
    if (taken === undefined) first.set(id, file);
    return taken === undefined
      ? []
      : [
          {
            file,
            pointer: "/$id",
            message: `the $id is that of ${taken}`,
            fix: "give each schema an id of its own",
          },
        ];
  });
}
