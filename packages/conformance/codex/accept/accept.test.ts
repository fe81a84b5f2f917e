import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { mutants } from "@codex-contracts/fixtures/mutants";
import { PermissionProfile, SandboxPolicy } from "@codex-contracts/protocol/permissions";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import type { Codex } from "../harness/start-codex.js";
import { SEED } from "../seed.js";
import { ACCIDENTS } from "./accidents.js";
import { isRefused } from "./is-refused.js";
import { KNOWN_DIFFERENCES } from "./known-differences.js";
import { WAYS_IN, type WayIn } from "./ways-in.js";

const [commandExec, threadResume, threadFork, turnStart] = WAYS_IN as [WayIn, WayIn, WayIn, WayIn];

const profiles = fc.sample(arbitraryOf(PermissionProfile), { seed: SEED, numRuns: 300 });
const policies = fc.sample(arbitraryOf(SandboxPolicy), { seed: SEED, numRuns: 300 });
const brokenProfiles = profiles.slice(0, 60).flatMap((profile) => mutants(PermissionProfile, profile));
const brokenPolicies = policies.slice(0, 60).flatMap((policy) => mutants(SandboxPolicy, policy));

type Verdict = "accepts" | "refuses";

interface Comparison {
  /** How often Codex did either. */
  readonly codex: Record<Verdict, number>;
  /** The values on which it and the contract of the parameters disagree, but for the known kinds. */
  readonly disagreements: readonly { readonly ours: Verdict; readonly json: string }[];
}

async function compare(codex: Codex, way: WayIn, members: readonly object[]): Promise<Comparison> {
  const counts = { accepts: 0, refuses: 0 };
  const disagreements: Comparison["disagreements"][number][] = [];
  for (const member of members) {
    const ours = way.contract.consumer.is(way.params(member)) ? "accepts" : "refuses";
    const theirs = (await isRefused(codex, way.method, way.sent(member))) ? "refuses" : "accepts";
    counts[theirs] += 1;
    const json = JSON.stringify(member);
    const known = KNOWN_DIFFERENCES.some((each) => each.ours === ours && each.covers(json));
    if (ours !== theirs && !known) disagreements.push({ ours, json });
  }
  return { codex: counts, disagreements };
}

describeCodex(`what Codex accepts and refuses (seed ${SEED})`, {}, (codex) => {
  it.each([
    { ...commandExec, member: "permissionProfile", values: profiles },
    { ...threadResume, member: "permissionProfile", values: profiles },
    { ...threadFork, member: "permissionProfile", values: profiles },
    { ...turnStart, member: "permissionProfile", values: profiles },
    { ...commandExec, member: "sandboxPolicy", values: policies },
    { ...turnStart, member: "sandboxPolicy", values: policies },
  ])("is what the contract says: $values.length valid values of $member in $method", async (way) => {
    const members = way.values.map((value) => ({ [way.member]: value }));
    const { codex: counts, disagreements } = await compare(codex(), way, members);
    expect(disagreements).toEqual([]);
    expect(counts.accepts).toBeGreaterThan(counts.refuses);
  });

  it.each([
    { ...commandExec, member: "permissionProfile", values: brokenProfiles },
    { ...turnStart, member: "permissionProfile", values: brokenProfiles },
    { ...commandExec, member: "sandboxPolicy", values: brokenPolicies },
    { ...turnStart, member: "sandboxPolicy", values: brokenPolicies },
  ])("is what the contract says: $values.length broken values of $member in $method", async (way) => {
    const members = way.values.map(({ value }) => ({ [way.member]: value }));
    const { codex: counts, disagreements } = await compare(codex(), way, members);
    expect(disagreements).toEqual([]);
    // An unknown member breaks the contract of who writes, not that of who reads.
    expect(counts.refuses).toBeGreaterThan(counts.accepts);
  });

  it.each([
    { ...commandExec, other: "sandboxPolicy", value: { type: "dangerFullAccess" } },
    { ...threadResume, other: "sandbox", value: "read-only" },
    { ...threadFork, other: "sandbox", value: "read-only" },
    { ...turnStart, other: "sandboxPolicy", value: { type: "dangerFullAccess" } },
  ])("is not a profile beside a $other in $method", async ({ method, contract, params, other, value }) => {
    const { client } = codex();
    // Codex looks for the thread of a turn, and at the length of a command, before it looks at this.
    const { thread } = await client.threadStart({});
    const both = {
      ...params({ permissionProfile: { type: "disabled" }, [other]: value }),
      threadId: thread.id,
    };
    expect(contract.consumer.is(both)).toBe(false);
    const remote = { code: -32600, message: `\`permissionProfile\` cannot be combined with \`${other}\`` };
    await expect(client.requestUnchecked(method, both)).rejects.toMatchObject({ remote });
  });

  it.each(ACCIDENTS)("is by accident also $name, which the contract refuses", async ({ member }) => {
    expect(commandExec.contract.consumer.is(commandExec.params(member))).toBe(false);
    expect(await isRefused(codex(), "command/exec", commandExec.sent(member))).toBe(false);
  });
});
