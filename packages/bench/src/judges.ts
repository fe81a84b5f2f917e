import { fixturesOf } from "@codex-contracts/fixtures";
import type { Contract } from "@codex-contracts/protocol";
import { contractOf } from "@codex-contracts/protocol/contracts";
import type { Case } from "./payloads.js";
import type { Judge, Peer } from "./peers/peer.js";
import { withoutAnnotations } from "./schema.js";
import { spoiledCase } from "./spoil.js";
import { OURS } from "./tables/bench-table.js";

export interface NamedJudge extends Judge {
  readonly name: string;
}

export function contractNamed(id: string): Contract<unknown> {
  const contract = contractOf(id);
  if (contract === undefined) throw new Error(`the protocol has no contract ${id}`);
  return contract;
}

/** Our own judge and those of the peers, ours first. Each has shown that it accepts what is valid and refuses what is not. */
export async function judgesOf(measured: Case, peers: readonly Peer[]): Promise<NamedJudge[]> {
  const contract = contractNamed(measured.id);
  const schema = withoutAnnotations(contract.schema);
  const judges: NamedJudge[] = [
    { name: OURS, is: contract.is, issues: (value) => issuesOf(contract, value) },
  ];
  for (const peer of peers) judges.push({ name: peer.name, ...(await peer.judge(schema)) });
  for (const judge of judges) agree(judge, measured);
  return judges;
}

function issuesOf(contract: Contract<unknown>, value: unknown): readonly unknown[] {
  const result = contract.safeParse(value);
  return result.ok ? [] : result.issues;
}

/** Nobody wins by not looking: a judge that differs on a message ends the benchmark. */
function agree(judge: NamedJudge, measured: Case): void {
  const fixtures = fixturesOf(measured.id);
  const spoiled = spoiledCase(measured.id);
  const valid = [...measured.payloads, ...fixtures.filter((f) => f.kind === "valid").map((f) => f.value)];
  const invalid = [
    ...spoiled.late,
    ...spoiled.three,
    ...fixtures.filter((f) => f.kind === "invalid").map((f) => f.value),
  ];
  const wrong = [
    ...valid.filter((value) => !judge.is(value) || judge.issues(value).length > 0),
    ...invalid.filter((value) => judge.is(value) || judge.issues(value).length === 0),
  ];
  if (wrong.length > 0)
    throw new Error(`${judge.name} differs on ${measured.id}: ${JSON.stringify(wrong[0])}`);
}
