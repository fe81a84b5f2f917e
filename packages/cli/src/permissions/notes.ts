import type { Observation } from "@codex-contracts/protocol";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";
import type { ReadInput } from "./read-input.js";
import { section } from "./section.js";

/** What an input says that Codex ignores, as a table. */
export function toleratedTable(tolerated: readonly Observation[], paint: Colours): string {
  const rows = tolerated.map(({ path, kind }) => [printable(path), kind.replace("-", " ")]);
  return section(["ignored by Codex", "why"], rows, paint);
}

/** The same as lines beside an answer that is not about it. */
export function toleratedNotes({ file, tolerated }: ReadInput): string {
  return tolerated
    .map(
      ({ path, kind }) =>
        `note: ${printable(`${file}: ${path} is ignored by Codex: ${kind.replace("-", " ")}`)}\n`,
    )
    .join("");
}
