import type { Difference, Step } from "./compare/difference.js";
import { placeOf } from "./compare/walk.js";
import { type Both, findWitness, judgeByModel, judgeByValidators } from "./find/witness.js";
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
const MOST_SPOTS = 40;

/** Turns a difference into a change: looks for witnesses where it is nearest to a root, and says whom it breaks. */
export function judgeDifference(
  difference: Difference,
  occurrences: readonly Occurrence[],
  tools: Tools & { readonly role: Role },
): Change {
  const places = [...occurrences].sort((a, b) => a.steps.length - b.steps.length);
  const [first] = places;
  if (first === undefined) throw new Error("a difference is found somewhere");
  const [main, witnesses] = shownAt(difference, places.slice(0, MOST_TRIED), tools) ?? [first, []];
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

/** The first place at which witnesses are found. */
function shownAt(
  difference: Difference,
  places: readonly Occurrence[],
  tools: Tools,
): readonly [Occurrence, readonly Witness[]] | undefined {
  for (const place of places) {
    const witnesses = witnessesAt(difference, place, tools);
    if (witnesses.length > 0) return [place, witnesses];
  }
  return undefined;
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

/** Where a contract differs. */
export interface Spot {
  readonly difference: Difference;
  readonly occurrence: Occurrence;
}

interface Around {
  /** The changes that are told of the contract. */
  readonly told: readonly Change[];
  readonly spots: readonly Spot[];
  /** The differences that have a witness. */
  readonly shown: ReadonlySet<Difference>;
  readonly tools: Tools;
}

/** What is proven or shown of a whole contract: by the changes that are told of it, else by those of what it contains. */
export function verdictOf(both: Both, holds: Holds, around: Around): ContractVerdict {
  const shown = around.told.flatMap(({ witnesses }) => witnesses);
  const lacks = (side: "old" | "new", proven: boolean) =>
    !proven && !shown.some(({ acceptedBy }) => acceptedBy === side);
  if (lacks("old", holds.producers)) shown.push(...elsewhere("old", around));
  if (lacks("new", holds.strictConsumers)) shown.push(...elsewhere("new", around));
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

/** A witness of a contract whose changes were told of another one, for tolerant readers too when there is one. */
function elsewhere(side: "old" | "new", { spots, shown, tools }: Around): readonly Witness[] {
  const out: Witness[] = [];
  for (const { difference, occurrence } of spots.slice(0, MOST_SPOTS)) {
    const candidates = side === "old" ? difference.before : difference.after;
    if (candidates === undefined) continue;
    // What the validators have shown once, the model may show again.
    const judge = shown.has(difference) ? judgeByModel : judgeByValidators;
    const witness = findWitness(occurrence.both, occurrence.steps, candidates(), side, tools, judge);
    if (witness !== undefined) out.push(witness);
    if (witness?.refusedByTolerant) break;
  }
  return out;
}
