import { MisuseError } from "../misuse-error.js";
import { aliasesOf, type Named, plainName } from "./aliases.js";
import { suggest } from "./suggest.js";

/**
 * Finds a contract by its id (`analytics/codex-turn-event`), its id without family, its wire name
 * (`codex_turn_event`) or its type (`TurnEvent`). Anything else is a misuse, told with the closest ids.
 */
export function findContract<E extends Named>(asked: string, catalogue: readonly E[]): E {
  const wanted = plainName(asked);
  const exact = catalogue.filter((entry) => aliasesOf(entry).includes(asked));
  const like = catalogue.filter((entry) => aliasesOf(entry).some((alias) => plainName(alias) === wanted));
  const [found, ...others] = exact.length > 0 ? exact : like;
  if (found === undefined) throw unknownContract(asked, catalogue);
  if (others.length > 0) throw severalContracts(asked, [found, ...others]);
  return found;
}

function severalContracts(asked: string, entries: readonly Named[]): MisuseError {
  return new MisuseError(
    `"${asked}" names several contracts`,
    `Name one by its id:\n${bullets(entries.map(({ id }) => id))}`,
  );
}

function unknownContract(asked: string, catalogue: readonly Named[]): MisuseError {
  const [first, ...others] = suggest(asked, catalogue);
  const all = "`codex-contracts list` shows all contracts.";
  if (first === undefined) return new MisuseError(`there is no contract "${asked}"`, all);
  const guess =
    others.length === 0
      ? `Did you mean ${first}?`
      : `Did you mean one of these?\n${bullets([first, ...others])}`;
  return new MisuseError(`there is no contract "${asked}"`, `${guess}\n${all}`);
}

function bullets(ids: readonly string[]): string {
  return ids.map((id) => `  ${id}`).join("\n");
}
