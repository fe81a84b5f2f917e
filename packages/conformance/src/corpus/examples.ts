import { type FixtureId, fixtures, fixturesOf } from "@codex-contracts/fixtures";
import type { Case } from "./corpus.js";

/** An example of a contract with the issues that it is refused for. */
export interface Example extends Case {
  readonly kind: "valid" | "invalid";
  readonly issues: readonly { readonly path: string; readonly code: string }[];
}

/** The examples of a contract; a contract without any is an error. */
export function examplesOf(id: string): readonly Example[] {
  if (!Object.hasOwn(fixtures, id)) throw new Error(`${id} has no examples`);
  // The line above proves it.
  return fixturesOf(id as FixtureId).map(({ kind, name, value, issues }) => ({
    kind,
    name: `${kind}/${name}`,
    value,
    issues,
  }));
}
