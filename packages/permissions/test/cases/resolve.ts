import {
  compileProfile,
  decodeFileSystemPolicy,
  fromRuntime,
  hasFullDiskWrite,
  needsDirectEnforcement,
  pathEntry,
  resolveAccess,
  restrictedProfile,
  rootsOf,
} from "@codex-contracts/permissions";
import { expect } from "vitest";
import { decoded } from "./expect-decoded.js";
import type { CaseHandler, PermissionCase } from "./permission-case.js";

export const resolveHandlers: Readonly<Record<string, CaseHandler>> = {
  "resolve_access -": (recorded) => {
    const { input, expect: expected } = recorded;
    if ("order" in input) return expectPrecedence(input.order);
    if (typeof expected === "string") return expect(resolverOf(recorded).access(input.path)).toBe(expected);
    if ("read_denied" in expected) {
      expect(resolverOf(recorded).isReadDenied(input.path)).toBe(expected.read_denied);
      expect(resolverOf(recorded).access(input.path)).toBe(expected.read_denied ? "none" : "read");
      return;
    }
    expectFacts(recorded);
  },
};

function resolverOf({ input }: PermissionCase) {
  return compileProfile(fromRuntime({ fileSystem: policyOf(input.policy), network: "restricted" }), {
    cwd: input.cwd,
  });
}

function policyOf(wire: unknown) {
  return decoded(decodeFileSystemPolicy(wire));
}

/** Facts by name; a name that is a path is the access there. */
function expectFacts(recorded: PermissionCase): void {
  const policy = policyOf(recorded.input.policy);
  const context = { cwd: recorded.input.cwd };
  for (const [fact, value] of Object.entries(recorded.expect)) {
    if (fact.startsWith("/")) expect(resolverOf(recorded).access(fact)).toBe(value);
    else if (fact === "has_full_disk_write_access") expect(hasFullDiskWrite(policy)).toBe(value);
    else if (fact === "needs_direct_runtime_enforcement") {
      expect(needsDirectEnforcement(policy, "restricted", context)).toBe(value);
    } else if (fact === "readable_roots") expect(rootsOf(policy, context).readable).toEqual(value);
    else if (fact === "unreadable_roots") expect(rootsOf(policy, context).unreadable).toEqual(value);
    else expect.fail(`no rule for the fact ${fact}`);
  }
}

/** The accesses come from the weakest to the strongest: of two entries for one path the later one wins, in any order. */
function expectPrecedence(order: readonly ("read" | "write" | "none")[]): void {
  for (const [weaker, stronger] of [
    [0, 1],
    [1, 2],
    [0, 2],
  ] as const) {
    const entries = [weaker, stronger].map((index) => pathEntry("/w", order[index] ?? "none"));
    for (const list of [entries, entries.toReversed()]) {
      const profile = restrictedProfile({ entries: list }, "restricted");
      expect(resolveAccess(profile, "/w", { cwd: "/" })).toBe(order[stronger]);
    }
  }
}
