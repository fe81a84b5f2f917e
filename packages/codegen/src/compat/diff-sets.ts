import { setImmediate } from "node:timers/promises";
import type { Bench } from "./compare/bench.js";
import type { Difference } from "./compare/difference.js";
import { createCompareNodes } from "./compare/nodes.js";
import { createWalker, type Found, type Walker } from "./compare/walk.js";
import { createSampler } from "./find/sample.js";
import { createJudge } from "./find/validators.js";
import type { Both } from "./find/witness.js";
import type { Holds, Tools } from "./holds.js";
import { judgeDifference, type Occurrence, type Spot, verdictOf } from "./judge-difference.js";
import { matchEntries } from "./match-entries.js";
import { createProver } from "./prove/subsume.js";
import type { Change, CompatReport, ContractVerdict, Mode } from "./report.js";
import { type Role, SEVERITIES, type Severity } from "./rules.js";
import type { SchemaSet } from "./schema-set.js";
import { matching } from "./shape/regular.js";
import { createSpace } from "./shape/space.js";

export interface DiffOptions {
  /** What the users of the contracts do with messages; `both` unless told otherwise. */
  readonly role?: Role;
  readonly mode?: Mode;
  /** Ends the comparison at the next contract with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Compares two sets of schemas: every change with its rule, its place, whom it breaks and a payload that shows it.
 * What is called compatible is proven; what is called breaking was run against the validators of both sides.
 */
export async function diffSets(
  old: SchemaSet,
  now: SchemaSet,
  options: DiffOptions = {},
): Promise<CompatReport> {
  const { role = "both", mode = "full", signal } = options;
  const tools = createTools(old, now);
  const pause = createPause(signal);
  const { both, changes: listed } = matchEntries(old, now, tools.bench.space);

  const held = new Map<Both, Holds>();
  const occurrences = new Map<Difference, Occurrence[]>();
  const spots = new Map<Both, Spot[]>();
  for (const one of both) {
    await pause();
    const holds = whatHolds(one, tools);
    held.set(one, holds);
    for (const { difference, steps } of effective(one, holds, tools.walker)) {
      const occurrence = { both: one, steps, holds };
      append(occurrences, difference, occurrence);
      append(spots, one, { difference, occurrence });
    }
  }
  const changes: Change[] = [...listed];
  const shown = new Set<Difference>();
  for (const [difference, places] of occurrences) {
    await pause();
    const change = judgeDifference(difference, places, { ...tools, role });
    if (change.witnesses.length > 0) shown.add(difference);
    changes.push(change);
  }
  const contracts: ContractVerdict[] = [];
  for (const [one, holds] of held) {
    await pause();
    const told = changes.filter(({ contract }) => contract === one.id);
    contracts.push(verdictOf(one, holds, { told, spots: spots.get(one) ?? [], shown, tools }));
  }
  changes.sort(byPlace);
  return {
    version: 1,
    old: old.name,
    new: now.name,
    role,
    mode,
    contracts,
    changes,
    severity: worst(changes.map(({ severity }) => severity)),
  };
}

function createTools(old: SchemaSet, now: SchemaSet): Tools {
  const space = createSpace({ old, new: now });
  const bench: Bench = {
    space,
    sampler: createSampler(space),
    prover: createProver(space),
    wordsOf: (pattern) => matching([pattern]),
  };
  const strict = { old: createJudge(old, false), new: createJudge(now, false) };
  const judges = {
    ...strict,
    oldTolerant: old.dialect === "contracts" ? createJudge(old, true) : strict.old,
    newTolerant: now.dialect === "contracts" ? createJudge(now, true) : strict.new,
  };
  return { bench, judges, walker: createWalker(createCompareNodes(bench), space) };
}

function whatHolds(one: Both, { bench }: Tools): Holds {
  const { space, prover } = bench;
  const { oldNode, newNode } = one;
  const tolerant = (side: "old-tolerant" | "new-tolerant", location: Both["old"]["location"]) =>
    space.node(side, location);
  const producers = prover.within(oldNode, newNode);
  const strictConsumers = prover.within(newNode, oldNode);
  return {
    producers,
    storedData:
      producers ||
      (isContract(space.set("new")) && prover.within(oldNode, tolerant("new-tolerant", one.new.location))),
    strictConsumers,
    consumers:
      strictConsumers ||
      (isContract(space.set("old")) && prover.within(newNode, tolerant("old-tolerant", one.old.location))),
  };
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function isContract(set: SchemaSet): boolean {
  return set.dialect === "contracts";
}

/** The differences that can have an effect: what is proven the same however it is written is no change. */
function effective(one: Both, holds: Holds, walker: Walker): readonly Found[] {
  const found = walker.differences(one.oldNode, one.newNode);
  const counts = ({ before, after }: Difference) =>
    (before === undefined && after === undefined) ||
    (before !== undefined && !holds.producers) ||
    (after !== undefined && !holds.strictConsumers);
  const kept = found.filter(({ difference }) => counts(difference));
  const backward = holds.producers || kept.some(({ difference }) => difference.before !== undefined);
  const forward = holds.strictConsumers || kept.some(({ difference }) => difference.after !== undefined);
  if (backward && forward) return kept;
  // Neither proven nor explained: said as such, at the root.
  const root: Difference = {
    rule: "shape-changed",
    detail: "",
    ...(backward ? {} : { before: () => [] }),
    ...(forward ? {} : { after: () => [] }),
  };
  return [...kept, { difference: root, steps: [] }];
}

export function worst(severities: readonly Severity[]): Severity | null {
  const rank = Math.max(-1, ...severities.map((one) => SEVERITIES.indexOf(one)));
  return SEVERITIES[rank] ?? null;
}

function byPlace(a: Change, b: Change): number {
  const rank = ({ severity }: Change) => -SEVERITIES.indexOf(severity);
  const text = ({ contract, path, rule, says }: Change) => `${contract}\n${path}\n${rule}\n${says}`;
  return rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1);
}

const SLICE_MS = 20;

/** Lets signals and other work through now and then. */
function createPause(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > SLICE_MS) {
      await setImmediate();
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}
