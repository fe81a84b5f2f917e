import { applyChanges, type ValueChange } from "../apply-changes.js";
import { type Json, pointerSegment } from "../json.js";
import type { Case, ContractModel, InvalidCase, Model } from "../model.js";
import { caseName, caseWords } from "./case-words.js";
import { holders, type Judge, judgeOf } from "./judge.js";
import type { Mutant, Trial } from "./mutant.js";
import { score } from "./score.js";
import { type Sites, siteKey, sitesIn } from "./sites.js";

/** What a validator says of a value that it refuses. */
export type IssuesOf = (
  contract: string,
  value: Json,
) => readonly { readonly path: string; readonly code: string }[];

/** New cases of one contract. */
export interface NewCases {
  readonly valid: readonly Case[];
  readonly invalid: readonly InvalidCase[];
}

/** A valid message to change: an example, or a valid case of it. */
interface Base {
  readonly name: string;
  readonly changes: readonly ValueChange[];
  readonly value: Json;
  readonly sites: Sites;
}

interface Workplace {
  readonly contract: ContractModel;
  readonly bases: Base[];
  readonly valid: Case[];
  readonly invalid: InvalidCase[];
}

/** How often a new valid case may open the way to further ones. */
const MOST_ROUNDS = 6;

/**
 * Finds cases that notice the mutants which no example notices: a valid example with one place changed, judged
 * otherwise with the mutant in place. The smallest message that does is taken.
 */
export function missingCases(model: Model, issuesOf: IssuesOf): ReadonlyMap<string, NewCases> {
  const judge = judgeOf(model);
  const places = new Map(model.contracts.map((c) => [c.id, workplace(model, c)]));
  const holdersOf = holders(model);
  const inOrder = (type: string) =>
    holdersOf(type)
      .flatMap((contract) => places.get(contract.id) ?? [])
      .sort((a, b) => distance(a, model, type) - distance(b, model, type) || sizeOf(a) - sizeOf(b));
  let open: readonly Mutant[] = score(model).flatMap((file) => file.survivors);
  for (let round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
    const left = open.filter(
      (mutant) => !inOrder(mutant.type).some((place) => settle(model, judge, place, mutant, issuesOf)),
    );
    if (left.length === open.length) break;
    open = left;
  }
  return new Map([...places].map(([id, { valid, invalid }]) => [id, { valid, invalid }]));
}

function workplace(model: Model, contract: ContractModel): Workplace {
  const base = (name: string, value: Json, changes: readonly ValueChange[]): Base => ({
    name,
    changes,
    value,
    sites: sitesIn(model, contract, value),
  });
  const bases = [
    ...contract.valid.map((example) => base(example.name, example.value, [])),
    ...contract.cases.valid.map((each) => base(each.base, each.value, each.changes)),
  ].sort((a, b) => JSON.stringify(a.value).length - JSON.stringify(b.value).length);
  return { contract, bases, valid: [], invalid: [] };
}

/** How far a contract is from a type: the one that defines it is nearest, a choice of other contracts farthest. */
function distance({ contract }: Workplace, model: Model, type: string): number {
  if (model.typeByName.get(type)?.file === contract.file) return 0;
  return contract.type.node.kind === "tagged" ? 2 : 1;
}

function sizeOf({ bases }: Workplace): number {
  return JSON.stringify(bases[0]?.value ?? null).length;
}

/** Whether a case of the contract notices the mutant, one that is new or one that was found for another mutant. */
function settle(model: Model, judge: Judge, place: Workplace, mutant: Mutant, issuesOf: IssuesOf): boolean {
  const { contract, bases, valid, invalid } = place;
  const accepted = mutant.direction === "stricter";
  const known = accepted ? valid : invalid;
  if (known.some((each) => judge.accepts(contract, each.value, mutant) !== accepted)) return true;
  for (const base of bases) {
    for (const { pointer, trials } of attempts(base.sites, mutant)) {
      for (const trial of trials) {
        const changes = [...base.changes, changeOf(pointer, trial)];
        const value = applyChanges(base.value, changes.slice(-1));
        if (value === undefined || judge.accepts(contract, value) !== accepted) continue;
        if (judge.accepts(contract, value, mutant) === accepted) continue;
        const issues = accepted ? [] : issuesOf(contract.id, value);
        if (!accepted && issues.length === 0) continue;
        const taken = new Set(
          [...contract.cases[accepted ? "valid" : "invalid"], ...known].map((each) => each.name),
        );
        const name = caseName(changes.at(-1)?.[0] ?? "", mutant, trial, taken);
        const file = `examples/${contract.id}/cases.json`;
        const description = caseWords(changes.at(-1)?.[0] ?? "", mutant, trial);
        const made = { name, file, pointer: "", source: "", description, base: base.name, changes, value };
        if (accepted) {
          valid.push(made);
          bases.push({ name: base.name, changes, value, sites: sitesIn(model, contract, value) });
        } else invalid.push({ ...made, issues });
        return true;
      }
    }
  }
  return false;
}

interface Attempt {
  readonly pointer: string;
  readonly trials: readonly Trial[];
}

/** Where in a message a mutant may show: at its place, or where the place could be but is not. */
function attempts(sites: Sites, { type, place, trials }: Mutant): Attempt[] {
  const at = (key: string) => sites.get(siteKey(type, key)) ?? [];
  const direct = at(place).map((pointer) => ({ pointer, trials }));
  const whole = trials.filter(({ member }) => member === undefined);
  if (place.endsWith("[]")) {
    const lists = whole.flatMap(({ value }) => (value === undefined ? [] : [{ value: [value] }]));
    return [...direct, ...at(place.slice(0, -2)).map((pointer) => ({ pointer, trials: lists }))];
  }
  const [, parent = "", name] = /^(?:(.*)\.)?([^.[\]*]+)$/.exec(place) ?? [];
  const members = whole.flatMap(({ value }) => (value === undefined ? [] : [{ member: name ?? "", value }]));
  return [
    ...direct,
    ...(name === undefined ? [] : at(parent).map((pointer) => ({ pointer, trials: members }))),
  ];
}

function changeOf(pointer: string, { member, value }: Trial): ValueChange {
  const at = member === undefined ? pointer : `${pointer}/${pointerSegment(member)}`;
  return value === undefined ? [at] : [at, value];
}
