import {
  type AccessMode,
  compileProfile,
  type LossCode,
  legacyToProfile,
  legacyToProfileIn,
  type PathContext,
  type Profile,
  pathEntry,
  profileToLegacy,
  restrictedProfile,
  specialEntry,
} from "@codex-contracts/permissions";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeFileSystem } from "../fake-file-system.js";
import { context, path, policy, profile } from "./arbitraries.js";
import { check, law } from "./check.js";

const breadth: readonly AccessMode[] = ["none", "read", "write"];

describe("a profile that went through its sandbox policy", { timeout: 60_000 }, () => {
  it("allows nothing more, unless a loss says so", () => {
    check(
      law(profile, context, fc.array(path, { minLength: 5 }), (value, at, paths) => {
        const projection = profileToLegacy(value, at);
        if (!projection.ok || projection.losses.some(({ effect }) => effect === "wider")) return;
        const back = legacyToProfileIn(projection.policy, at);
        for (const one of paths) expectNotWider(back, value, { one, at });
      }),
      20_000,
    );
  });

  it("keeps who enforces, unless a loss says so", () => {
    check(
      law(profile, context, (value, at) => {
        const projection = profileToLegacy(value, at);
        if (!projection.ok || projection.losses.some(({ code }) => code.startsWith("enforcement"))) return;
        expect(legacyToProfile(projection.policy).type).toBe(value.type);
      }),
    );
  });
});

/** Where Codex itself widens, one example for each loss that says so. */
const widening: readonly (readonly [LossCode, Profile, string])[] = [
  ["deny-entry", managed([root("read"), pathEntry("/secret", "none")]), "/secret"],
  [
    "deny-glob",
    managed([root("read"), { path: { type: "glob_pattern", pattern: "**/*.env" }, access: "none" }]),
    "/ws/.env",
  ],
  ["read-only-carve-out", managed([root("read"), cwd("write"), pathEntry("/ws/docs", "read")]), "/ws/docs/a"],
  ["working-directory-readable", managed([pathEntry("/usr", "read")]), "/ws/a"],
];

describe.each(widening)("%s", (code, value, wider) => {
  it("is a loss that widens, as in Codex", () => {
    const at = { cwd: "/ws" };
    const projection = profileToLegacy(value, at);
    if (!projection.ok) expect.fail("not represented");
    expect(projection.losses).toContainEqual(expect.objectContaining({ code, effect: "wider" }));
    const back = compileProfile(legacyToProfileIn(projection.policy, at), at).access(wider);
    expect(breadth.indexOf(back)).toBeGreaterThan(breadth.indexOf(compileProfile(value, at).access(wider)));
  });
});

describe("a sandbox policy as a profile", () => {
  it("allows nothing more in a place than by its members alone, where it lists no roots to read", () => {
    check(
      law(policy, context, path, (value, at, one) => {
        if (value.type === "workspaceWrite" && value.readOnlyAccess.type === "restricted") return;
        expectNotWider(legacyToProfileIn(value, at), legacyToProfile(value), { one, at });
      }),
    );
  });

  it("lets a root to read be written below a root to write, as Codex does: the entry is dropped", () => {
    const at = { cwd: "/ws" };
    const value = { ...workspaceWrite, readOnlyAccess: { ...nothingReadable, readableRoots: ["/ws/docs"] } };
    expect(compileProfile(legacyToProfile(value), at).access("/ws/docs")).toBe("read");
    expect(compileProfile(legacyToProfileIn(value, at), at).access("/ws/docs")).toBe("write");
  });

  it("lets the folder of a worktree be read, as Codex does", () => {
    const files = { "/ws/.git": "gitdir: /repo/.git/worktrees/ws" };
    const at = {
      cwd: "/ws",
      fileSystem: fakeFileSystem({ directories: ["/ws", "/repo/.git/worktrees/ws"], files }),
    };
    const value = { ...workspaceWrite, readOnlyAccess: nothingReadable };
    expect(compileProfile(legacyToProfileIn(value, at), at).access("/repo/.git/worktrees/ws/HEAD")).toBe(
      "read",
    );
    expect(compileProfile(legacyToProfile(value), at).access("/repo/.git/worktrees/ws/HEAD")).toBe("none");
  });

  it("comes back the same when it names no root twice", () => {
    for (const excluded of [true, false]) {
      const value = { ...workspaceWrite, excludeSlashTmp: excluded, excludeTmpdirEnvVar: !excluded };
      const projection = profileToLegacy(legacyToProfileIn(value, { cwd: "/ws" }), { cwd: "/ws" });
      expect(projection).toMatchObject({ ok: true, policy: value });
    }
  });
});

const nothingReadable = { type: "restricted", includePlatformDefaults: false, readableRoots: [] } as const;

const workspaceWrite = {
  type: "workspaceWrite",
  writableRoots: ["/extra"],
  readOnlyAccess: { type: "fullAccess" },
  networkAccess: true,
  excludeTmpdirEnvVar: true,
  excludeSlashTmp: true,
} as const;

function managed(entries: Parameters<typeof restrictedProfile>[0]["entries"]): Profile {
  return restrictedProfile({ entries }, "restricted");
}

function root(access: AccessMode) {
  return specialEntry({ kind: "root" }, access);
}

function cwd(access: AccessMode) {
  return specialEntry({ kind: "current_working_directory" }, access);
}

function expectNotWider(
  narrow: Profile,
  wide: Profile,
  { one, at }: { readonly one: string; readonly at: PathContext },
): void {
  const [least, most] = [narrow, wide].map((value) => breadth.indexOf(compileProfile(value, at).access(one)));
  expect(least).toBeLessThanOrEqual(most ?? 0);
}
