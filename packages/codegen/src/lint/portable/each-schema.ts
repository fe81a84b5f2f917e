import type { Found } from "../finding.js";
import type { LintSet } from "../rule.js";
import type { SchemaPlace } from "../schema-document.js";

/** What is wrong with one schema; `at` is added to its pointer. */
export interface Fault {
  readonly at?: string;
  readonly message: string;
  readonly fix: string;
}

/** Whether a schema only narrows what another one describes: a part of an `allOf`, a condition, a negation. */
export function isCondition({ pointer }: SchemaPlace): boolean {
  return /\/(?:allOf\/\d+|not|if|then|else|contains|propertyNames)(?:\/|$)/.test(pointer);
}

/** Looks at every schema of every document by itself. */
export function eachSchema(
  { documents }: LintSet,
  look: (place: SchemaPlace, file: string) => readonly Fault[],
): Found[] {
  return documents.flatMap(({ file, schemas }) =>
    schemas.flatMap((place) =>
      look(place, file).map(({ at = "", message, fix }) => ({
        file,
        pointer: place.pointer + at,
        message,
        fix,
      })),
    ),
  );
}
