import type {
  AccessMode,
  Entry,
  EntryList,
  EntryPath,
  LegacyPolicy,
  Overlay,
  PathContext,
  Profile,
  ReadAccess,
  SpecialPath,
} from "@codex-contracts/permissions";
import * as fc from "fast-check";
import { fakeFileSystem } from "../fake-file-system.js";

/** Few names, so that places meet. */
const name = fc.constantFrom("a", "b", "c", "ws", "tmp", ".codex", ".git");

/** A path of few names, tidied. */
export const path: fc.Arbitrary<string> = fc
  .array(name, { maxLength: 4 })
  .map((names) => `/${names.join("/")}`);

export const access: fc.Arbitrary<AccessMode> = fc.constantFrom("read", "write", "none");

const subpath = fc.constantFrom("a", "a/b", ".codex", "..", ".", "", "/b/c");

const special: fc.Arbitrary<SpecialPath> = fc.oneof(
  fc.constantFrom<SpecialPath>(
    { kind: "root" },
    { kind: "minimal" },
    { kind: "tmpdir" },
    { kind: "slash_tmp" },
  ),
  fc.constant<SpecialPath>({ kind: "current_working_directory" }),
  fc.constant<SpecialPath>({ kind: "project_roots" }),
  subpath.map((text): SpecialPath => ({ kind: "project_roots", subpath: text })),
  fc.constantFrom<SpecialPath>(
    { kind: "unknown", path: ":x" },
    { kind: "unknown", path: ":x", subpath: "a" },
  ),
);

/** Patterns that can be read and whose fixed part has no braces. */
export const pattern = fc.constantFrom(
  "**/c",
  "*/b",
  "/a/**",
  "/ws/?",
  "/**/b/*",
  "/a/[ab]*/c",
  "/tmp/{a,b}*",
  "c",
);

export const entryPath: fc.Arbitrary<EntryPath> = fc.oneof(
  { weight: 5, arbitrary: path.map((text): EntryPath => ({ type: "path", path: text })) },
  { weight: 3, arbitrary: special.map((value): EntryPath => ({ type: "special", value })) },
  { weight: 1, arbitrary: pattern.map((text): EntryPath => ({ type: "glob_pattern", pattern: text })) },
);

export const entry: fc.Arbitrary<Entry> = fc.record({ path: entryPath, access });

/** An entry of an overlay that was normalised: patterns only deny. */
export const overlayEntry: fc.Arbitrary<Entry> = entry.map(({ path: at, access: mode }) => ({
  path: at,
  access: at.type === "glob_pattern" ? "none" : mode,
}));

const depth = fc.integer({ min: 1, max: 4 });

function listOf(entries: fc.Arbitrary<Entry>): fc.Arbitrary<EntryList> {
  return fc.record(
    { entries: fc.array(entries, { maxLength: 7 }), globScanMaxDepth: depth },
    { requiredKeys: ["entries"] },
  );
}

export const entryList = listOf(entry);

export const network = fc.constantFrom("restricted", "enabled");

export const restrictedProfile: fc.Arbitrary<Profile> = fc.record({
  type: fc.constant("managed"),
  fileSystem: entryList.map((list) => ({ type: "restricted" as const, ...list })),
  network,
});

export const profile: fc.Arbitrary<Profile> = fc.oneof(
  { weight: 6, arbitrary: restrictedProfile },
  fc.record({ type: fc.constant("managed"), fileSystem: fc.constant({ type: "unrestricted" }), network }),
  fc.constant<Profile>({ type: "disabled" }),
  fc.record({ type: fc.constant("external"), network }),
);

export const overlay: fc.Arbitrary<Overlay> = fc.record({
  network: fc.option(fc.record({ enabled: fc.option(fc.boolean()) })),
  fileSystem: fc.option(listOf(overlayEntry)),
});

const readAccess: fc.Arbitrary<ReadAccess> = fc.oneof(
  fc.constant<ReadAccess>({ type: "fullAccess" }),
  fc.record({
    type: fc.constant("restricted"),
    includePlatformDefaults: fc.boolean(),
    readableRoots: fc.array(path),
  }),
);

export const policy: fc.Arbitrary<LegacyPolicy> = fc.oneof(
  fc.constant<LegacyPolicy>({ type: "dangerFullAccess" }),
  fc.record({ type: fc.constant("externalSandbox"), networkAccess: network }),
  fc.record({ type: fc.constant("readOnly"), access: readAccess, networkAccess: fc.boolean() }),
  fc.record({
    type: fc.constant("workspaceWrite"),
    writableRoots: fc.array(path, { maxLength: 3 }),
    readOnlyAccess: readAccess,
    networkAccess: fc.boolean(),
    excludeTmpdirEnvVar: fc.boolean(),
    excludeSlashTmp: fc.boolean(),
  }),
);

/** A place with and without TMPDIR, with and without a file system to look at. */
export const context: fc.Arbitrary<PathContext> = fc.record({
  cwd: fc.constantFrom("/ws", "/", "/a/b"),
  tmpdir: fc.constantFrom(undefined, "", "/tmp/c", "/ws/tmp"),
  fileSystem: fc.option(
    fc.array(path, { maxLength: 6 }).map((directories) => fakeFileSystem({ directories })),
    { nil: undefined },
  ),
});
