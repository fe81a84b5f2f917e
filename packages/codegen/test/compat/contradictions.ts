import { diffSets, schemaSet } from "../../src/compat/index.js";
import type { Json, JsonObject } from "../../src/json.js";
import { naiveValidate } from "./naive-validate.js";
import { createRandom, edited, randomSchema, randomValue, valueLike } from "./random-schemas.js";

export interface Tally {
  pairs: number;
  compatible: number;
  breaking: number;
  unknown: number;
  instances: number;
  /** Seeds of pairs where a verdict is not what an instance says. */
  readonly wrong: { readonly seed: number; readonly what: string }[];
}

const INSTANCES = 24;

/** Judges random pairs and looks for instances that contradict what was said of them. */
export async function judgePairs(seeds: Iterable<number>, tally: Tally = newTally()): Promise<Tally> {
  for (const seed of seeds) await judgePair(seed, tally);
  return tally;
}

export function newTally(): Tally {
  return { pairs: 0, compatible: 0, breaking: 0, unknown: 0, instances: 0, wrong: [] };
}

/** The two schemas of a seed. */
export function pairOf(seed: number): {
  readonly old: JsonObject;
  readonly now: JsonObject;
  readonly random: () => number;
} {
  const random = createRandom(seed);
  const old = randomSchema(random);
  const now = random() < 0.9 ? edited(random, old) : randomSchema(random);
  return { old, now, random };
}

async function judgePair(seed: number, tally: Tally): Promise<void> {
  const { old, now, random } = pairOf(seed);
  const report = await diffSets(setOf(old), setOf(now));
  const verdict = report.contracts.find(({ contract }) => contract === `random#${MAIN}`);
  const wrong = (what: string) => void tally.wrong.push({ seed, what });
  tally.pairs += 1;
  if (verdict === undefined) return wrong("no verdict");
  for (const one of [verdict.producers, verdict.consumers]) tally[one] += 1;
  for (let i = 0; i < INSTANCES; i += 1) {
    const source = i % 2 === 0 ? old : now;
    const value = i % 6 === 0 ? randomValue(random) : valueLike(random, source, source);
    const [before, after] = [valid(old, value), valid(now, value)];
    if (before === undefined || after === undefined) continue;
    tally.instances += 1;
    if (verdict.producers === "compatible" && before && !after)
      wrong(`old ⊆ new, but not ${JSON.stringify(value)}`);
    if (verdict.consumers === "compatible" && after && !before)
      wrong(`new ⊆ old, but not ${JSON.stringify(value)}`);
  }
  const own = report.changes.filter(({ contract }) => contract === `random#${MAIN}`);
  for (const change of own)
    for (const { acceptedBy, payload } of change.witnesses) {
      const [before, after] = [valid(old, payload), valid(now, payload)];
      const shows = acceptedBy === "old" ? before && !after : after && !before;
      if (!shows) wrong(`${change.rule}: ${JSON.stringify(payload)} shows nothing`);
    }
  for (const [holds, side] of [
    [verdict.producers, "old"],
    [verdict.consumers, "new"],
  ] as const) {
    const shown = report.changes.some(({ witnesses }) =>
      witnesses.some(({ acceptedBy }) => acceptedBy === side),
    );
    if (holds === "breaking" && !shown) wrong(`${holds} from ${side}, and no witness`);
  }
}

/** Undefined for a schema that is defined by nothing but itself: it has no meaning to contradict. */
function valid(schema: JsonObject, value: Json): boolean | undefined {
  try {
    return naiveValidate(schema, value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The schema as a definition beside those that it refers to. */
function setOf({ definitions = {}, ...schema }: JsonObject) {
  const text = JSON.stringify({ definitions: { ...(definitions as JsonObject), [MAIN]: schema } });
  const set = schemaSet("random", [{ path: "random.schema.json", text }]);
  return { ...set, entries: set.entries.filter(({ id }) => id === `random#${MAIN}`) };
}

const MAIN = "Main";
