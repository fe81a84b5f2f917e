import type { Difference, Step } from "./compare/difference.js";
import { placeOf } from "./compare/walk.js";
import { type Both, findWitness } from "./find/witness.js";
import type { Holds, Tools } from "./holds.js";
import type { Change, ContractVerdict, Party, Verdict, Witness } from "./report.js";
import { type Role, ruleNamed, severityOf } from "./rules.js";

/** A contract in which a difference is found, and where. */
export interface Occurrence {
  readonly both: Both;
  readonly steps: readonly Step[];
  readonly holds: Holds;
}

const MOST_TRIED = 4;

/** Turns a difference into a change: looks for witnesses where it is nearest to a root, and says whom it breaks. */
export function judgeDifference(
  difference: Difference,
  occurrences: readonly Occurrence[],
  tools: Tools & { readonly role: Role },
): Change {
  const places = [...occurrences].sort((a, b) => a.steps.length - b.steps.length);
  const [first] = places;
  if (first === undefined) throw new Error("a difference is found somewhere");
  const tried = places.slice(0, MOST_TRIED).map((place) => witnessesAt(difference, place, tools));
  const witnesses = tried.find((all) => all.length > 0) ?? [];
  const main = places[Math.max(0, tried.indexOf(witnesses))] ?? first;
  const { breaks, unknown } = partiesOf(difference, main.holds, witnesses);
  const rule = ruleNamed(difference.rule);
  const typescript: readonly Party[] = rule.typescript === undefined ? [] : ["typescript"];
  const others = places.filter((place) => place !== main).map(({ both }) => both.id);
  return {
    rule: difference.rule,
    says: rule.says.replace("$", difference.detail),
    contract: main.both.id,
    path: placeOf(main.steps),
    alsoIn: [...new Set(others)].sort(),
    severity: severityOf(rule, tools.role),
    verdict: breaks.length > 0 ? "breaking" : unknown.length > 0 ? "unknown" : "compatible",
    breaks: [...breaks, ...typescript],
    unknown,
    witnesses,
    ...(rule.typescript === undefined ? {} : { typescript: rule.typescript }),
    ...(rule.note === undefined ? {} : { note: rule.note }),
    file: main.both.new.location.file,
  };
}

function witnessesAt(
  difference: Difference,
  { both, steps, holds }: Occurrence,
  tools: Tools,
): readonly Witness[] {
  const { before, after } = difference;
  const back =
    before === undefined || holds.producers ? undefined : findWitness(both, steps, before(), "old", tools);
  const forth =
    after === undefined || holds.strictConsumers
      ? undefined
      : findWitness(both, steps, after(), "new", tools);
  return [back, forth].filter((one): one is Witness => one !== undefined);
}

function partiesOf(
  difference: Difference,
  holds: Holds,
  witnesses: readonly Witness[],
): { readonly breaks: readonly Party[]; readonly unknown: readonly Party[] } {
  const breaks: Party[] = [];
  const unknown: Party[] = [];
  const back = witnesses.find(({ acceptedBy }) => acceptedBy === "old");
  const forth = witnesses.find(({ acceptedBy }) => acceptedBy === "new");
  const { before, after, tolerated = false, toleratedAfter = false } = difference;
  const add = (party: Party, broken: boolean, safe: boolean) => {
    if (broken) breaks.push(party);
    else if (!safe) unknown.push(party);
  };
  add("producers", back !== undefined, before === undefined || holds.producers);
  add(
    "stored-data",
    back?.refusedByTolerant === true,
    before === undefined || holds.storedData || toleratedAfter,
  );
  add("consumers", forth?.refusedByTolerant === true, after === undefined || holds.consumers || tolerated);
  return { breaks, unknown };
}

/** What is proven or shown of a whole contract. */
export function verdictOf(
  both: Both,
  holds: Holds,
  {
    changes,
    occurrences,
    tools,
  }: {
    readonly changes: readonly Change[];
    readonly occurrences: ReadonlyMap<Difference, readonly Occurrence[]>;
    readonly tools: Tools;
  },
): ContractVerdict {
  const own = changes.filter(({ contract }) => contract === both.id).flatMap(({ witnesses }) => witnesses);
  const shown =
    own.length > 0 || Object.values(holds).every(Boolean) ? own : elsewhere(both, occurrences, tools);
  const verdict = (proven: boolean, broken: boolean): Verdict =>
    proven ? "compatible" : broken ? "breaking" : "unknown";
  const by = (side: "old" | "new", tolerant: boolean) =>
    shown.some((one) => one.acceptedBy === side && (!tolerant || one.refusedByTolerant));
  return {
    contract: both.id,
    producers: verdict(holds.producers, by("old", false)),
    storedData: verdict(holds.storedData, by("old", true)),
    consumers: verdict(holds.consumers, by("new", true)),
  };
}

/** Witnesses of a contract whose changes were shown in another one. */
function elsewhere(
  both: Both,
  occurrences: ReadonlyMap<Difference, readonly Occurrence[]>,
  tools: Tools,
): readonly Witness[] {
  const out: Witness[] = [];
  let tried = 0;
  for (const [difference, places] of occurrences) {
    const place = places.find((one) => one.both === both);
    if (place === undefined) continue;
    out.push(...witnessesAt(difference, place, tools));
    if (
      out.some(({ acceptedBy }) => acceptedBy === "old") &&
      out.some(({ acceptedBy }) => acceptedBy === "new")
    )
      break;
    if ((tried += 1) >= MOST_TRIED) break;
  }
  return out;
}
