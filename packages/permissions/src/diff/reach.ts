import type { AccessMode } from "../model/entry.js";
import { entriesOf, type Profile } from "../model/profile.js";
import { isAtOrBelow } from "../path/absolute-path.js";
import type { PathContext } from "../path/path-context.js";
import { includesPlatformDefaults } from "../project/full-disk.js";
import { fileSystemPolicyOf } from "../project/runtime.js";
import { compileDenyGlobs } from "../resolve/deny-globs.js";
import { compileEffectiveRules } from "../resolve/effective-rules.js";
import { nodesOf } from "../resolve/path-tree.js";

/** What a profile reaches, for comparison with another. */
export interface Reach {
  /** Every place that the profile says something about. */
  readonly places: readonly string[];
  /** The access at a place, patterns left out. */
  accessAt(place: string): AccessMode;
  /** Whether anything at or below a place can be read. */
  reachesInto(place: string): boolean;
  readonly readsPlatform: boolean;
  /** Absolute deny patterns that can be read. */
  readonly patterns: ReadonlySet<string>;
  readonly globScanMaxDepth: number | undefined;
}

/** The reach of a profile. A pattern that cannot be read denies everything. */
export function reachOf(profile: Profile, context: PathContext): Reach {
  const policy = fileSystemPolicyOf(profile);
  if (policy.kind !== "restricted") return unrestrictedReach;
  const rules = compileEffectiveRules(policy, context);
  const { globs, invalid } = compileDenyGlobs(policy.entries, context);
  const isClosed = invalid.length > 0;
  const accessAt = (place: string): AccessMode => (isClosed ? "none" : rules.accessAt(place));
  const places = [...nodesOf(rules.root)].filter(({ value }) => value !== undefined).map(({ path }) => path);
  return {
    places,
    accessAt,
    reachesInto: (place) =>
      accessAt(place) !== "none" ||
      places.some((other) => isAtOrBelow(other, place) && accessAt(other) !== "none"),
    readsPlatform: !isClosed && (accessAt("/") !== "none" || includesPlatformDefaults(policy)),
    patterns: new Set(isClosed ? [] : globs.map(({ pattern }) => pattern)),
    globScanMaxDepth: entriesOf(profile).globScanMaxDepth,
  };
}

const unrestrictedReach: Reach = {
  places: [],
  accessAt: () => "write",
  reachesInto: () => true,
  readsPlatform: true,
  patterns: new Set(),
  globScanMaxDepth: undefined,
};
