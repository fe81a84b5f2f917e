import type {
  FileSystemAccessMode,
  FileSystemSandboxEntry,
  PermissionProfile,
} from "@codex-contracts/protocol/permissions";
import * as fc from "fast-check";
import { PATTERNS, type PatternName, PLACES, type PlaceName } from "./places.js";
import type { World } from "./world.js";

/** A restricted profile in short words: the world that it is for is made later. */
export interface Case {
  /** Whether the rest of the machine may be read. */
  readonly readsAll: boolean;
  /** Whether the working directory may be written; without it Codex takes no other place to write. */
  readonly writesWorkspace: boolean;
  readonly places: readonly (readonly [PlaceName, FileSystemAccessMode])[];
  readonly patterns: readonly PatternName[];
  readonly depth: number | undefined;
}

/** The case that others are written down as changes of. */
export const PLAIN_CASE: Case = {
  readsAll: true,
  writesWorkspace: true,
  places: [],
  patterns: [],
  depth: undefined,
};

const place = fc.tuple(
  fc.constantFrom(...(Object.keys(PLACES) as PlaceName[])),
  fc.constantFrom<FileSystemAccessMode>("read", "write", "none"),
);

const generated: fc.Arbitrary<Case> = fc.record({
  readsAll: fc.boolean(),
  writesWorkspace: fc.boolean(),
  places: fc.array(place, { maxLength: 4 }),
  patterns: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(fc.constantFrom(...(Object.keys(PATTERNS) as PatternName[])), { minLength: 1, maxLength: 2 }),
  ),
  depth: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.integer({ min: 1, max: 4 })),
});

export function generateCases(seed: number, count: number): readonly Case[] {
  return fc.sample(generated, { seed, numRuns: count });
}

/** The profile of a case. `programs` are the folders without which nothing can be run. */
export function profileOf(each: Case, world: World, programs: readonly string[]): PermissionProfile {
  const base: FileSystemSandboxEntry[] = each.readsAll
    ? [{ path: PLACES.root(), access: "read" }]
    : [
        { path: PLACES.minimal(), access: "read" },
        ...programs.map((path) => ({ path: { type: "path" as const, path }, access: "read" as const })),
      ];
  const workspace: FileSystemSandboxEntry[] = each.writesWorkspace
    ? [{ path: PLACES.cwd(), access: "write" }]
    : [];
  const places = each.places.map(([name, access]) => ({ path: PLACES[name](world), access }));
  const patterns = each.patterns.map((name) => ({ path: PATTERNS[name](world), access: "none" as const }));
  return {
    type: "managed",
    network: { enabled: false },
    fileSystem: {
      type: "restricted",
      entries: [...base, ...workspace, ...places, ...patterns],
      ...(each.depth === undefined ? {} : { globScanMaxDepth: each.depth }),
    },
  };
}
