import type { Json } from "../../json.js";
import type { Bench } from "../compare/bench.js";
import type { Step } from "../compare/difference.js";
import type { Witness } from "../report.js";
import type { Entry } from "../schema-set.js";
import type { Node } from "../shape/atom.js";
import { lookup } from "../shape/lookup.js";
import { isMember } from "../shape/member.js";
import { embed } from "./embed.js";
import type { Judge } from "./validators.js";

/** One contract as both sides have it. */
export interface Both {
  readonly id: string;
  readonly old: Entry;
  readonly new: Entry;
  readonly oldNode: Node;
  readonly newNode: Node;
}

/** The validators of both sides, as written and as tolerant readers have them. */
export interface Judges {
  readonly old: Judge;
  readonly new: Judge;
  readonly oldTolerant: Judge;
  readonly newTolerant: Judge;
}

const MOST_CANDIDATES = 40;
const MOST_JUDGED = 12;

/**
 * Looks for a payload that one side accepts and the other refuses because of one difference. The one that tolerant
 * readers refuse too goes before one that they pass.
 */
export function findWitness(
  both: Both,
  steps: readonly Step[],
  candidates: readonly Json[],
  accepting: "old" | "new",
  tools: { readonly bench: Bench; readonly judges: Judges },
  judge: typeof judgeByValidators = judgeByValidators,
): Witness | undefined {
  const { bench } = tools;
  const refusing = accepting === "old" ? "new" : "old";
  const [own, other] = accepting === "old" ? [both.oldNode, both.newNode] : [both.newNode, both.oldNode];
  const local = localNode(steps, refusing, bench) ?? other;
  let judged = 0;
  let found: Witness | undefined;
  for (const candidate of candidates.slice(0, MOST_CANDIDATES)) {
    if (isMember(candidate, local, bench.space) === true) continue;
    for (const payload of embed(candidate, steps, accepting, bench)) {
      if (isMember(payload, own, bench.space) === false || isMember(payload, other, bench.space) === true)
        continue;
      if ((judged += 1) > MOST_JUDGED) return found;
      const witness = judge(both, payload, accepting, tools);
      if (witness?.refusedByTolerant) return witness;
      found ??= witness;
    }
  }
  return found;
}

/** Runs a payload against the validators of both sides. */
export function judgeByValidators(
  both: Both,
  payload: Json,
  accepting: "old" | "new",
  { judges }: { readonly bench: Bench; readonly judges: Judges },
): Witness | undefined {
  const refusing = accepting === "old" ? "new" : "old";
  if (judges[accepting](both[accepting].location, payload)?.accepted !== true) return undefined;
  const refused = judges[refusing](both[refusing].location, payload);
  if (refused?.accepted !== false) return undefined;
  const tolerant = refusing === "old" ? judges.oldTolerant : judges.newTolerant;
  const strict = tolerant === judges[refusing];
  const refusedByTolerant = strict || tolerant(both[refusing].location, payload)?.accepted === false;
  return { contract: both.id, acceptedBy: accepting, payload, refusals: refused.refusals, refusedByTolerant };
}

/** The same by the model, which needs no validator to be compiled; where it cannot tell, the validators are run. */
export const judgeByModel: typeof judgeByValidators = (both, payload, accepting, tools) => {
  const { space } = tools.bench;
  const refusing = accepting === "old" ? "new" : "old";
  const written = refusing === "old" ? both.oldNode : both.newNode;
  const contracts = space.set(refusing).dialect === "contracts";
  const tolerant = contracts ? space.node(`${refusing}-tolerant`, both[refusing].location) : written;
  const accepted = isMember(payload, accepting === "old" ? both.oldNode : both.newNode, space);
  const refused = isMember(payload, written, space);
  const passed = isMember(payload, tolerant, space);
  if (accepted === undefined || refused === undefined || passed === undefined)
    return judgeByValidators(both, payload, accepting, tools);
  if (!accepted || refused) return undefined;
  return { contract: both.id, acceptedBy: accepting, payload, refusals: [], refusedByTolerant: !passed };
};

/** What stands at the place on the refusing side. */
function localNode(steps: readonly Step[], side: "old" | "new", { space }: Bench): Node | undefined {
  const last = steps.filter((step) => step.kind !== "branch").at(-1);
  if (last === undefined) return undefined;
  const atom = last[side];
  if (last.kind === "item") {
    if (atom.kind !== "array") return undefined;
    return (last.index === undefined ? undefined : atom.prefix[last.index]) ?? atom.items;
  }
  if (atom.kind !== "object") return undefined;
  return last.kind === "member" ? lookup(atom, last.name, space.and) : atom.extra;
}
