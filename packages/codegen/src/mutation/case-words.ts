import { segmentsOf } from "../apply-changes.js";
import { wordsOf } from "../lint/name-style.js";
import type { Mutant, Trial } from "./mutant.js";

/** What each change of a constraint does to a value, as a word for a name and as words for a sentence. */
const WORDS: Readonly<Record<string, readonly [name: string, words: string]>> = {
  type: ["other-type", "has another JSON type"],
  null: ["null", "is null"],
  minLength: ["empty", "is empty"],
  pattern: ["no-match", "does not match its pattern"],
  format: ["no-path", "is not of its format"],
  integer: ["fraction", "is no integer"],
  minimum: ["below-minimum", "is below its minimum"],
  maximum: ["above-maximum", "is above its maximum"],
  enum: ["unlisted", "is a word that is not listed"],
  const: ["other", "is not the constant"],
  required: ["missing", "is missing"],
  additionalProperties: ["unknown", "is a member that nobody knows"],
  minItems: ["too-few", "has too few items"],
  maxItems: ["too-many", "has too many items"],
  minProperties: ["too-few-members", "has too few members"],
  maxProperties: ["too-many-members", "has too many members"],
  "x-exclusive": ["beside-other", "is given beside a member that it excludes"],
  "x-requires": ["without-needed", "is given without the member that it needs"],
};

const ALLOWED: Readonly<Record<string, readonly [name: string, words: string]>> = {
  null: ["null", "is null"],
  minimum: ["minimum", "is as low as it may be"],
  maximum: ["maximum", "is as high as it may be"],
  optional: ["left-out", "is left out"],
  property: ["given", "is given"],
  additionalProperties: ["extra", "is a member beside those that are listed"],
  minItems: ["fewest", "has as few items as it may have"],
  maxItems: ["most", "has as many items as it may have"],
  minProperties: ["fewest-members", "has as few members as it may have"],
  maxProperties: ["most-members", "has as many members as it may have"],
  "x-requires": ["excepted", "is given without the member that it needs, which the exception allows"],
};

function said({ change, direction }: Mutant, { value }: Trial): readonly [string, string] {
  const [kind = "", ...rest] = change.split(" ");
  if (direction === "stricter") {
    if (kind === "word") return [rest.join("-"), `is ${JSON.stringify(rest.join(" "))}`];
    if (kind === "branch") return ["other-form", "has another of its forms"];
    return ALLOWED[kind] ?? [kind, `is allowed (${kind})`];
  }
  if (kind === "type" && value === null) return ["null", "is null"];
  return WORDS[kind] ?? [kind, `breaks ${kind}`];
}

/** Name of a case: the last steps of the place and what happens there; no name that is taken. */
export function caseName(pointer: string, mutant: Mutant, trial: Trial, taken: ReadonlySet<string>): string {
  const steps = segmentsOf(pointer).map((segment) => wordsOf(segment).join("-") || "member");
  const [what] = said(mutant, trial);
  const ending = wordsOf(what).join("-");
  for (let length = 1; length <= steps.length; length++) {
    const name = [...steps.slice(-length), ending].join("-");
    if (!taken.has(name)) return name;
  }
  const base = [...(steps.length === 0 ? ["message"] : steps), ending].join("-");
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.has(name)) return name;
  }
}

/** A case in a sentence. */
export function caseWords(pointer: string, mutant: Mutant, trial: Trial): string {
  const name = segmentsOf(pointer).at(-1);
  const [, words] = said(mutant, trial);
  return `${name === undefined ? "The message" : `\`${name}\``} ${words}.`;
}
