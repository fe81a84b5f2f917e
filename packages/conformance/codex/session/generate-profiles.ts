import { join } from "node:path";
import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import {
  decodeProfile,
  decodeSandboxPolicy,
  type LegacyPolicy,
  type Profile,
} from "@codex-contracts/permissions";
import { PermissionProfile, SandboxPolicy } from "@codex-contracts/protocol/permissions";
import * as fc from "fast-check";
import type { Codex } from "../harness/start-codex.js";
import { generateCases, profileOf } from "../sandbox/generate-cases.js";

/** Profiles of every shape, and such as are about the files of one workspace. Paths of Windows are left out. */
export function generateProfiles(
  { workspace, root, tmp }: Codex,
  seed: number,
  count: number,
): readonly Profile[] {
  const world = { ws: workspace, out: join(root, "out"), tmp, files: [], missing: [] };
  const near = generateCases(seed, count).map((each) => profileOf(each, world, []));
  const any = fc.sample(arbitraryOf(PermissionProfile), { seed, numRuns: count });
  return alternate(near, any)
    .flatMap((wire) => {
      const decoded = decodeProfile(wire);
      return decoded.ok ? [decoded.value] : [];
    })
    .slice(0, count);
}

/** Sandbox policies of every shape. Paths of Windows are left out. */
export function generatePolicies(seed: number, count: number): readonly LegacyPolicy[] {
  const decoded = fc
    .sample(arbitraryOf(SandboxPolicy), { seed, numRuns: count * 2 })
    .map(decodeSandboxPolicy);
  return decoded.flatMap((each) => (each.ok ? [each.value] : [])).slice(0, count);
}

function alternate<T>(left: readonly T[], right: readonly T[]): readonly T[] {
  return left.flatMap((each, index) => [each, ...right.slice(index, index + 1)]);
}
