import { type Fixture, type FixtureId, fixtures, fixturesOf } from "@codex-contracts/fixtures";

/** The examples of a contract, none when it has none. */
export function examplesOf(id: string): readonly Fixture<unknown>[] {
  // The key was just found in the table whose keys the type names.
  return Object.hasOwn(fixtures, id) ? fixturesOf(id as FixtureId) : [];
}
