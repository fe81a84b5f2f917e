import type { Fixture } from "@codex-contracts/fixtures";
import { MisuseError } from "../misuse-error.js";
import { fullest } from "./fullest.js";

export interface ExampleChoice {
  /** Id of the contract, for messages. */
  readonly contract: string;
  readonly kind: Fixture<unknown>["kind"];
  /** Name of one example. */
  readonly name: string | undefined;
  readonly all: boolean;
}

/** The examples asked for: the named one, all, or the one that shows most. A MisuseError when there is none. */
export function chooseExamples(
  fixtures: readonly Fixture<unknown>[],
  choice: ExampleChoice,
): readonly Fixture<unknown>[] {
  const { contract, kind, name, all } = choice;
  const candidates = fixtures.filter((fixture) => fixture.kind === kind);
  if (candidates.length === 0) throw new MisuseError(`${contract} has no ${kind} examples`);
  if (name === undefined) return all ? candidates : oneOf(candidates);
  const named = candidates.filter((fixture) => fixture.name === name);
  if (named.length > 0) return named;
  throw new MisuseError(
    `${contract} has no ${kind} example "${name}"`,
    `It has:\n${candidates.map((fixture) => `  ${fixture.name}`).join("\n")}`,
  );
}

/** Rather no array: `validate` takes arrays apart, so that it would not judge one as it is filed. */
function oneOf(candidates: readonly Fixture<unknown>[]): readonly Fixture<unknown>[] {
  const messages = candidates.filter(({ value }) => !Array.isArray(value));
  const one = fullest(messages.length > 0 ? messages : candidates);
  return one === undefined ? [] : [one];
}
