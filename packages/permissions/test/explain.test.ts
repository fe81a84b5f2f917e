import {
  convertPermissions,
  decodePermissions,
  diffProfiles,
  type Entry,
  explainProfile,
  type Profile,
  pathEntry,
  restrictedProfile,
  specialEntry,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { fakeFileSystem } from "./fake-file-system.js";

const at = { cwd: "/ws", fileSystem: fakeFileSystem({ directories: ["/ws", "/ws/.git"] }) };

const readRoot = specialEntry({ kind: "root" }, "read");
const writeCwd = specialEntry({ kind: "current_working_directory" }, "write");

function managed(...entries: readonly Entry[]): Profile {
  return restrictedProfile({ entries, globScanMaxDepth: 2 }, "restricted");
}

function glob(pattern: string, access: Entry["access"] = "none"): Entry {
  return { path: { type: "glob_pattern", pattern }, access };
}

describe("explaining", () => {
  const explanation = explainProfile(
    managed(
      readRoot,
      writeCwd,
      pathEntry("/ws/docs", "none"),
      glob("**/*.env"),
      glob("*.md", "read"),
      specialEntry({ kind: "tmpdir" }, "write"),
      specialEntry({ kind: "minimal" }, "none"),
      specialEntry({ kind: "unknown", path: ":future" }, "write"),
      pathEntry("/ws", "read"),
    ),
    at,
  );

  it("says who enforces what", () => {
    expect(explanation).toMatchObject({
      enforcement: "managed",
      network: "restricted",
      fileSystem: "restricted",
      readsEverything: false,
      writesEverything: false,
      platformSandbox: true,
    });
  });

  it("lists every place with the entries behind it", () => {
    expect(explanation.places).toEqual([
      { place: "/", access: "read", because: "entry", entries: ["/entries/0"] },
      { place: "/ws", access: "write", because: "entry", entries: ["/entries/1", "/entries/8"] },
      { place: "/ws/.codex", access: "read", because: "protected", entries: [] },
      { place: "/ws/.git", access: "read", because: "protected", entries: [] },
      { place: "/ws/docs", access: "none", because: "entry", entries: ["/entries/2"] },
    ]);
  });

  it("lists the patterns with what commands are not kept from", () => {
    expect(explanation.denyGlobs).toEqual([
      {
        pattern: "/ws/**/*.env",
        entries: ["/entries/3"],
        error: undefined,
        caveats: ["existing-files-only", "bounded-depth"],
      },
    ]);
  });

  it("lists what has no effect", () => {
    expect(explanation.withoutEffect).toEqual([
      { entry: "/entries/4", reason: "pattern-does-not-deny" },
      { entry: "/entries/5", reason: "unresolved-place" },
      { entry: "/entries/6", reason: "minimal-cannot-be-denied" },
      { entry: "/entries/7", reason: "unknown-place" },
      { entry: "/entries/8", reason: "overruled" },
    ]);
  });

  it("says what the sandbox policy loses", () => {
    expect(explanation.legacy).toMatchObject({
      ok: true,
      policy: { type: "workspaceWrite" },
      losses: expect.arrayContaining([
        { code: "deny-entry", effect: "wider", entry: "/entries/2" },
        { code: "deny-glob", effect: "wider", entry: "/entries/3" },
        { code: "glob-scan-depth", effect: "same" },
      ]),
    });
  });

  it.each([
    [glob("/**/x"), ["not-scanned-from-root"]],
    [glob("a/b"), ["no-wildcard"]],
    [glob("{a,b/c}*"), ["misled-search"]],
    [glob("*.env"), ["existing-files-only", "bounded-depth", "ripgrep-wider"]],
  ])("%j has its caveats", (entry, caveats) => {
    expect(explainProfile(managed(entry), at).denyGlobs[0]?.caveats).toEqual(caveats);
  });

  it("says that nothing else is reached", () => {
    expect(explainProfile(managed(specialEntry({ kind: "minimal" }, "read")), at).places).toEqual([
      { place: "/", access: "none", because: "no-entry", entries: [] },
      { place: ":minimal", access: "read", because: "entry", entries: ["/entries/0"] },
    ]);
  });
});

describe("comparing", () => {
  it("lists what is granted and what is taken away", () => {
    const before = managed(readRoot, writeCwd, glob("*.env"));
    const after = restrictedProfile({ entries: [writeCwd, pathEntry("/ws/docs", "none")] }, "enabled");
    expect(diffProfiles(before, after, at)).toEqual({
      differences: [
        { kind: "network", before: "restricted", after: "enabled", change: "grants" },
        { kind: "place", place: "/", before: "read", after: "none", change: "takes-away" },
        { kind: "place", place: "/ws/docs", before: "write", after: "none", change: "takes-away" },
        { kind: "place", place: ":minimal", before: "read", after: "none", change: "takes-away" },
        { kind: "deny-glob", pattern: "/ws/*.env", change: "grants" },
      ],
      grantsMore: true,
      exitCode: 1,
    });
  });

  it("tells disabled and external from a managed profile that allows everything", () => {
    const wide: Profile = { type: "managed", fileSystem: { type: "unrestricted" }, network: "enabled" };
    expect(diffProfiles(wide, { type: "disabled" }, at).differences).toEqual([
      { kind: "enforcement", before: "managed", after: "disabled", change: "grants" },
    ]);
    expect(diffProfiles(wide, { type: "external", network: "enabled" }, at)).toMatchObject({
      grantsMore: true,
    });
    expect(diffProfiles({ type: "disabled" }, wide, at)).toMatchObject({ grantsMore: false, exitCode: 0 });
  });

  it("counts a smaller depth for the same pattern as a grant", () => {
    const [two, unbounded] = [
      managed(readRoot, glob("**/x")),
      restrictedProfile({ entries: [readRoot, glob("**/x")] }, "restricted"),
    ];
    expect(diffProfiles(unbounded, two, at).differences).toEqual([
      { kind: "scan-depth", before: undefined, after: 2, change: "grants" },
    ]);
    expect(diffProfiles(two, unbounded, at).grantsMore).toBe(false);
  });
});

describe("converting", () => {
  const read = (value: unknown) => {
    const decoded = decodePermissions(value);
    if (!decoded.ok) expect.fail(JSON.stringify(decoded.issues));
    return decoded.value;
  };

  it("writes a mode as a profile of the place", () => {
    expect(convertPermissions(read("workspace-write"), "core", at)).toMatchObject({
      exitCode: 0,
      losses: [],
      value: {
        type: "managed",
        file_system: {
          entries: expect.arrayContaining([{ path: { type: "path", path: "/ws/.git" }, access: "read" }]),
        },
      },
    });
  });

  it("writes a policy as a policy without a detour", () => {
    const policy = { type: "workspace-write", writable_roots: ["/ws", "/ws"] };
    expect(convertPermissions(read(policy), "legacy", at)).toMatchObject({
      value: { writableRoots: ["/ws", "/ws"] },
    });
  });

  it("fails with Codex's message where no policy says it", () => {
    const profile = { file_system: { write: ["/etc"] } };
    expect(convertPermissions(read(profile), "legacy-core", at)).toMatchObject({
      ok: false,
      exitCode: 1,
      error: { code: "writes-outside-workspace", entries: ["/entries/0"] },
    });
  });
});
