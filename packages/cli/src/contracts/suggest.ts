import { distance } from "fastest-levenshtein";
import { aliasesOf, type Named, plainName } from "./aliases.js";

const MOST = 5;

/** Ids of the contracts whose names are closest to what was asked for, the closest first. */
export function suggest(asked: string, catalogue: readonly Named[]): readonly string[] {
  const wanted = plainName(asked);
  const ranked = catalogue
    .map((entry) => ({
      id: entry.id,
      away: Math.min(...aliasesOf(entry).map((alias) => howFar(wanted, plainName(alias)))),
    }))
    .filter(({ away }) => away <= 1)
    .sort((a, b) => a.away - b.away || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, MOST).map(({ id }) => id);
}

/** Edits as a share of those that are still a slip of the hand; a part of a name is the closer the more of it is there. */
function howFar(wanted: string, alias: string): number {
  const edits = distance(wanted, alias) / Math.max(2, Math.floor(alias.length / 4));
  const isPart = wanted.length >= 3 && alias.includes(wanted);
  return isPart ? Math.min(edits, 1 - wanted.length / alias.length / 2) : edits;
}
