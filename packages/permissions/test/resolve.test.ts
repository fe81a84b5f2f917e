import {
  type AccessMode,
  compileProfile,
  type Entry,
  fileSystemPolicyOf,
  type PathContext,
  type Profile,
  pathEntry,
  resolveAccess,
  restrictedProfile,
  rootsOf,
  specialEntry,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { fakeFileSystem } from "./fake-file-system.js";

const root = specialEntry({ kind: "root" }, "read");
const cwd = specialEntry({ kind: "current_working_directory" }, "write");

function managed(...entries: readonly Entry[]): Profile {
  return restrictedProfile({ entries }, "restricted");
}

function glob(pattern: string, access: AccessMode = "none"): Entry {
  return { path: { type: "glob_pattern", pattern }, access };
}

describe("who enforces", () => {
  it.each([
    [{ type: "disabled" }, "disabled"],
    [{ type: "external", network: "restricted" }, "external"],
    [{ type: "managed", fileSystem: { type: "unrestricted" }, network: "restricted" }, "unrestricted"],
  ] as const)("%j restricts no file", (profile, kind) => {
    const resolver = compileProfile(profile, { cwd: "/ws" });
    expect(resolver.decide("a")).toEqual({
      path: "/ws/a",
      access: "write",
      reason: { kind },
      deniedToTools: false,
    });
    expect(resolver.isReadDenied("a")).toBe(false);
  });
});

describe("protected paths, where there is a file system to look at", () => {
  const directories = ["/ws", "/ws/.git", "/extra", "/extra/.codex", "/extra/.agents", "/ws/sub/.git"];
  const at: PathContext = { cwd: "/ws", fileSystem: fakeFileSystem({ directories }) };
  const profile = managed(root, cwd, pathEntry("/extra", "write"));

  it.each([
    ["/ws/file", "write"],
    ["/ws/.git/config", "read"],
    ["/ws/.codex", "read"],
    ["/ws/.codex/config.toml", "read"],
    ["/ws/.agents/x", "write"],
    ["/ws/sub/.git/config", "write"],
    ["/extra/.git/config", "write"],
    ["/extra/.codex/x", "read"],
    ["/extra/.agents/x", "read"],
  ])("%s: %s", (path, access) => expect(resolveAccess(profile, path, at)).toBe(access));

  it("are named as the reason", () => {
    expect(compileProfile(profile, at).decide("/ws/.git/config").reason).toEqual({
      kind: "protected",
      place: "/ws/.git",
      entries: ["/entries/1"],
    });
  });

  it("give way to an entry for exactly that path, and below it to any entry", () => {
    expect(resolveAccess(managed(root, cwd, pathEntry("/ws/.git", "write")), ".git/config", at)).toBe(
      "write",
    );
    const hooks = managed(root, cwd, pathEntry("/ws/.git/hooks", "write"));
    expect(resolveAccess(hooks, ".git/hooks/x", at)).toBe("write");
    expect(resolveAccess(hooks, ".git/config", at)).toBe("read");
  });

  it("do not exist where everything may be written", () => {
    expect(resolveAccess(managed(specialEntry({ kind: "root" }, "write")), ".git/config", at)).toBe("write");
  });

  it("include the directory that the .git file of a worktree points to", () => {
    const files = { "/ws/.git": "gitdir: ../repo/.git/worktrees/ws\n" };
    const fileSystem = fakeFileSystem({ directories: ["/ws", "/repo/.git/worktrees/ws"], files });
    const both = managed(root, cwd, pathEntry("/repo", "write"));
    expect(resolveAccess(both, "/repo/.git/worktrees/ws/HEAD", { cwd: "/ws", fileSystem })).toBe("read");
    expect(resolveAccess(both, "/ws/.git", { cwd: "/ws", fileSystem })).toBe("read");
  });
});

describe("symbolic links, where there is a realpath", () => {
  const directories = ["/ws", "/ws/real", "/secret"];
  const fileSystem = fakeFileSystem({
    directories,
    files: { "/secret/key": "", "/ws/real/f": "" },
    links: { "/ws/out": "/secret", "/ws/in": "/ws/real", "/home/ws": "/ws" },
  });
  const at: PathContext = { cwd: "/ws", fileSystem };

  it("are followed: what counts is the path behind them", () => {
    expect(compileProfile(managed(cwd), at).decide("out/key")).toEqual({
      path: "/ws/out/key",
      realPath: "/secret/key",
      access: "none",
      reason: { kind: "no-entry" },
      deniedToTools: false,
    });
    expect(resolveAccess(managed(cwd), "in/f", at)).toBe("write");
  });

  it("are followed in entries too, and up to what does not exist yet", () => {
    const linked = managed(pathEntry("/home/ws", "write"));
    expect(resolveAccess(linked, "/ws/real/f", at)).toBe("write");
    expect(resolveAccess(linked, "/home/ws/new/file", at)).toBe("write");
  });

  it("cannot be used to get around a deny, on either side of the link", () => {
    expect(resolveAccess(managed(root, cwd, pathEntry("/secret", "none")), "out/key", at)).toBe("none");
    expect(resolveAccess(managed(root, cwd, pathEntry("/ws/in", "none")), "in/f", at)).toBe("none");
    expect(resolveAccess(managed(root, cwd, pathEntry("/ws/in", "none")), "real/f", at)).toBe("none");
    expect(resolveAccess(managed(root, cwd, glob("/secret/*")), "out/key", at)).toBe("none");
    expect(resolveAccess(managed(root, cwd, glob("out/*")), "out/key", at)).toBe("none");
    expect(compileProfile(managed(root, pathEntry("/secret", "none")), at).isReadDenied("out/key")).toBe(
      true,
    );
  });
});

describe("deny entries and patterns", () => {
  it("tell the pattern that denies", () => {
    const resolver = compileProfile(managed(root, glob("*.env"), glob("**/*.env")), { cwd: "/ws" });
    expect(resolver.decide(".env").reason).toEqual({
      kind: "deny-glob",
      pattern: "/ws/*.env",
      entries: ["/entries/1", "/entries/2"],
    });
  });

  it("are stricter for Codex's own file tools than for commands", () => {
    const profile = managed(root, pathEntry("/a", "none"), pathEntry("/a/b", "write"));
    expect(compileProfile(profile, { cwd: "/" }).decide("/a/b/c")).toMatchObject({
      access: "write",
      deniedToTools: true,
    });
  });

  it("deny everything when a pattern cannot be read", () => {
    const resolver = compileProfile(managed(root, glob("*.{env")), { cwd: "/ws" });
    expect(resolver.decide("/etc")).toMatchObject({
      access: "none",
      reason: { kind: "invalid-glob", entries: ["/entries/1"] },
    });
    expect(resolver.access("/etc")).toBe("none");
    expect(resolver.isReadDenied("/etc")).toBe(true);
  });

  it("have no effect as patterns that do not deny", () => {
    expect(resolveAccess(managed(glob("**", "write")), "/ws/a", { cwd: "/ws" })).toBe("none");
  });
});

describe("roots", () => {
  it("are what Codex builds its sandbox from", () => {
    const directories = ["/ws", "/ws/.git"];
    const profile = managed(
      root,
      cwd,
      pathEntry("/ws/docs", "read"),
      pathEntry("/ws/key", "none"),
      glob("*.env"),
    );
    const policy = fileSystemPolicyOf(profile);
    expect(rootsOf(policy, { cwd: "/ws", fileSystem: fakeFileSystem({ directories }) })).toEqual({
      readable: ["/", "/ws", "/ws/docs"],
      writable: [{ root: "/ws", readOnly: ["/ws/.git", "/ws/.codex", "/ws/docs", "/ws/key"] }],
      unreadable: ["/ws/key"],
      unreadableGlobs: ["/ws/*.env"],
    });
  });
});

it("wants an absolute working directory", () => {
  expect(() => compileProfile(managed(cwd), { cwd: "ws" })).toThrowError(
    expect.objectContaining({ name: "PermissionsError", code: "CWD_NOT_ABSOLUTE" }),
  );
});
