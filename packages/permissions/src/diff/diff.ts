import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { Enforcement } from "../model/file-system-policy.js";
import { networkOf, type Profile } from "../model/profile.js";
import type { PathContext } from "../path/path-context.js";
import { diffGlobs } from "./diff-globs.js";
import { diffPlaces } from "./diff-places.js";
import type { Difference } from "./difference.js";
import { reachOf } from "./reach.js";

export interface ProfileDiff {
  readonly differences: readonly Difference[];
  readonly grantsMore: boolean;
  /** 1 when the second profile grants anything that the first does not. */
  readonly exitCode: 0 | 1;
}

/**
 * What a second profile grants or takes away in the same place. Exact for paths, since access is the same between the
 * places that entries name. Patterns are compared as text: one that is gone counts as a grant where anything below its
 * fixed part may be reached, even when another pattern covers the same files.
 */
export function diffProfiles(before: Profile, after: Profile, context: PathContext): ProfileDiff {
  const reaches = [reachOf(before, context), reachOf(after, context)] as const;
  const differences = [
    ...diffEnforcement(before.type, after.type),
    ...diffNetwork(networkOf(before), networkOf(after)),
    ...diffPlaces(...reaches),
    ...diffGlobs(...reaches),
  ];
  const grantsMore = differences.some(({ change }) => change === "grants");
  return { differences, grantsMore, exitCode: grantsMore ? 1 : 0 };
}

/** From the one that Codex enforces to the one that nobody does. */
const enforcementOrder: readonly Enforcement[] = ["managed", "external", "disabled"];

function diffEnforcement(before: Enforcement, after: Enforcement): readonly Difference[] {
  const step = enforcementOrder.indexOf(after) - enforcementOrder.indexOf(before);
  return step === 0
    ? []
    : [{ kind: "enforcement", before, after, change: step > 0 ? "grants" : "takes-away" }];
}

function diffNetwork(before: NetworkAccess, after: NetworkAccess): readonly Difference[] {
  if (before === after) return [];
  return [{ kind: "network", before, after, change: after === "enabled" ? "grants" : "takes-away" }];
}
