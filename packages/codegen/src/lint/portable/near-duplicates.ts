import { isJsonObject } from "../../json.js";
import type { Found } from "../finding.js";
import { wordsOf } from "../name-style.js";
import type { LintSet } from "../rule.js";

/** Where a name was seen first. */
interface Seen {
  readonly name: string;
  readonly file: string;
}

/** Names of a folder that differ in the form of their words only; each is reported once, where it comes second. */
export function nearDuplicates({ documents }: LintSet): Found[] {
  const families = new Map<string, Map<string, Seen>>();
  const reported = new Set<string>();
  return documents.flatMap(({ file, schemas }) => {
    const family = file.split("/")[0] ?? "";
    const seen = families.get(family) ?? new Map<string, Seen>();
    families.set(family, seen);
    return schemas.flatMap(({ role, name, pointer, schema }): Found[] => {
      if (role !== "property" || name === undefined) return [];
      // A list or a map is named by the plural of what it holds.
      const list =
        [schema["type"] ?? []].flat().includes("array") || isJsonObject(schema["additionalProperties"]);
      const key = `${wordsOf(name).map(stem).join(" ")}${list ? "[]" : ""}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { name, file });
      const pair = [family, first?.name, name].join("\n");
      if (first === undefined || sameWords(first.name, name) || reported.has(pair)) return [];
      reported.add(pair);
      return [
        {
          file,
          pointer,
          message: `"${name}" is nearly "${first.name}" of ${first.file}`,
          fix: "use the one name for the one thing, or names that say how the two differ",
        },
      ];
    });
  });
}

/** Whether two names differ in their style at most, which is for the rules on style to judge. */
function sameWords(a: string, b: string): boolean {
  return wordsOf(a).join(" ") === wordsOf(b).join(" ");
}

/** Words that are written short here and long there. */
const LONG: ReadonlyMap<string, string> = new Map(
  Object.entries({
    msg: "message",
    num: "count",
    number: "count",
    cfg: "config",
    configuration: "config",
    dir: "directory",
    env: "environment",
    err: "error",
    max: "maximum",
    min: "minimum",
    os: "system",
    ver: "version",
  }),
);

const ENDINGS = ["ations", "ation", "ions", "ing", "ion", "ies", "ed", "es", "e", "s", "y"];

/** A word without what makes it a plural, a participle or an act: invoke and invocation both give invo(k). */
function stem(word: string): string {
  const whole = LONG.get(word) ?? word;
  const ending = ENDINGS.find((each) => whole.endsWith(each) && whole.length - each.length >= 3);
  const bare = ending === undefined ? whole : whole.slice(0, -ending.length);
  // c and k, t and s change places between a verb and its noun.
  return bare.replace(/[ck]$/, "k").replace(/ss$/, "t");
}
