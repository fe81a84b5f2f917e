import { type Loss, type LossEffect, lossDescriptions } from "@codex-contracts/permissions";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";
import type { EntryWords } from "./entry-words.js";
import { section } from "./section.js";

/** What a sandbox policy cannot say, as a table. */
export function lossTable(losses: readonly Loss[], words: EntryWords, paint: Colours): string {
  const rows = losses.map(({ code, effect, entry }) => [
    paintEffect(effect, paint),
    entry === undefined ? "" : words.place(entry),
    entry === undefined ? "" : printable(words.spelling(entry)),
    lossDescriptions[code].text,
  ]);
  return section(["policy is", "entry", "place", "what it loses"], rows, paint);
}

function paintEffect(effect: LossEffect, paint: Colours): string {
  return { wider: paint.red, narrower: paint.yellow, same: String }[effect](effect);
}
