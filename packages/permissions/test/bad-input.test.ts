import {
  compileProfile,
  decodeCoreProfile,
  decodePermissions,
  decodeProfile,
  defaultTextLimits,
  type Entry,
  pathEntry,
  readPermissionsText,
  restrictedProfile,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";

/** What one entry of a managed profile is judged as. */
function withEntry(entry: unknown): unknown {
  return {
    type: "managed",
    network: { enabled: false },
    fileSystem: { type: "restricted", entries: [entry] },
  };
}

const root = { path: { type: "special", value: { kind: "root" } }, access: "read" };

describe("what is wrong is named by place and rule", () => {
  it.each([
    ["a wrong tag", { type: "sandboxed" }, "/type", "discriminator"],
    ["no tag", { fileSystem: { type: "unrestricted" } }, "/type", "required"],
    ["an array", ["disabled"], "", "type"],
    [
      "a relative path",
      withEntry({ path: { type: "path", path: "a" }, access: "read" }),
      "/fileSystem/entries/0/path/path",
      "format",
    ],
    [
      "a path of Windows",
      withEntry({ path: { type: "path", path: "C:\\a" }, access: "read" }),
      "/fileSystem/entries/0/path/path",
      "format",
    ],
    [
      "a path of the network",
      withEntry({ path: { type: "path", path: "\\\\host\\a" }, access: "read" }),
      "/fileSystem/entries/0/path/path",
      "format",
    ],
    ["an unknown access", withEntry({ ...root, access: "deny" }), "/fileSystem/entries/0/access", "enum"],
    [
      "a depth of 0",
      {
        type: "managed",
        network: { enabled: true },
        fileSystem: { type: "restricted", entries: [], globScanMaxDepth: 0 },
      },
      "/fileSystem/globScanMaxDepth",
      "minimum",
    ],
  ])("%s", (_, value, path, code) => {
    expect(decodeProfile(value)).toMatchObject({ ok: false, issues: [{ path, code }] });
  });

  it("and never by the value", () => {
    const secret = "relative/and/secret";
    const result = decodeProfile(
      withEntry({ path: { type: "path", path: secret }, access: secret, [secret]: secret }),
    );
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});

describe("__proto__", () => {
  it("is a member like any other", () => {
    expect(decodePermissions(JSON.parse('{"__proto__":{"type":"disabled"}}'))).toMatchObject({
      ok: false,
      shape: "core-untagged",
      issues: [{ code: "additionalProperties" }],
    });
    const decoded = decodeCoreProfile(JSON.parse('{"type":"disabled","__proto__":{"network":"enabled"}}'));
    expect(decoded).toMatchObject({ ok: true, value: { type: "disabled" } });
    expect(Object.getPrototypeOf(decoded.ok && decoded.value)).toBe(Object.prototype);
  });

  it("is a name like any other in a path", () => {
    const profile = restrictedProfile(
      { entries: [pathEntry("/__proto__/constructor", "read")] },
      "restricted",
    );
    const resolver = compileProfile(profile, { cwd: "/" });
    expect(resolver.access("/__proto__/constructor/x")).toBe("read");
    expect(["/__proto__", "/constructor", "/toString"].map(resolver.access)).toEqual([
      "none",
      "none",
      "none",
    ]);
  });
});

describe("texts", () => {
  it.each([
    ["too long", " ".repeat(defaultTextLimits.length + 1), "too-long"],
    ["too deep", "[".repeat(1_000_000), "too-deep"],
    ["no JSON", '{"type":', "not-json"],
    ["no permissions", '{"type":"managed"}', "not-permissions"],
    [
      "too many entries",
      JSON.stringify({
        ...Object(withEntry(root)),
        fileSystem: { type: "restricted", entries: new Array(10_000).fill(root) },
      }),
      "too-many-entries",
    ],
  ])("%s", (_, text, code) => {
    const result = within(1000, () => readPermissionsText(text));
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    ["a profile", '{"type":"disabled"}', "v2"],
    ["a profile of core", '{"type":"external","network":"enabled"}', "core"],
    ["a profile without a tag", "{}", "core-untagged"],
    ["a policy", '{"type":"readOnly"}', "legacy"],
    ["a policy of core", '{"type":"read-only"}', "legacy-core"],
    ["a mode", '"workspace-write"', "mode"],
    ["brackets in a text", '{"type":"disabled","x":"[[[{\\"[["}', "v2"],
  ])("may hold %s", (_, text, shape) => expect(readPermissionsText(text)).toMatchObject({ ok: true, shape }));
});

describe("a lot of input takes no longer than it is long", () => {
  const many = (count: number, make: (index: number) => Entry) =>
    Array.from({ length: count }, (_, index) => make(index));

  it("10 MB of good entries", () => {
    const entries = many(100_000, (index) =>
      pathEntry(`/home/me/some/where/quite/deep/${"x".repeat(20)}/${index}`, "read"),
    );
    const value = { ...Object(withEntry(root)), fileSystem: { type: "restricted", entries } };
    expect(JSON.stringify(value).length).toBeGreaterThan(10_000_000);
    const decoded = within(3000, () => decodeProfile(value));
    if (!decoded.ok) expect.fail("refused");
    const resolver = within(3000, () => compileProfile(decoded.value, { cwd: "/" }));
    expect(resolver.access(`/home/me/some/where/quite/deep/${"x".repeat(20)}/99999/a`)).toBe("read");
  });

  it("100,000 bad entries", () => {
    const entries = new Array(100_000).fill({ path: { type: "path", path: "relative" }, access: "read" });
    const value = { ...Object(withEntry(root)), fileSystem: { type: "restricted", entries } };
    expect(within(3000, () => decodeProfile(value))).toMatchObject({ ok: false });
  });

  it("10,000 patterns", () => {
    const entries = many(10_000, (index) => ({
      path: { type: "glob_pattern", pattern: `**/*${index}*.env` },
      access: "none",
    }));
    const profile = restrictedProfile({ entries: [pathEntry("/", "read"), ...entries] }, "restricted");
    const resolver = within(5000, () => compileProfile(profile, { cwd: "/ws" }));
    expect(within(5000, () => resolver.access(`/ws/${"a9/".repeat(100)}9999.env`))).toBe("none");
  });

  it("one path of 5 MB, and a question as long", () => {
    const long = "/a".repeat(2_500_000);
    const profile = restrictedProfile(
      { entries: [pathEntry(long, "write"), pathEntry(`${long}/b`, "none")] },
      "restricted",
    );
    const resolver = within(3000, () => compileProfile(profile, { cwd: "/" }));
    expect(within(1000, () => resolver.access(long))).toBe("write");
    expect(resolver.access(`${long}/b/c`)).toBe("none");
    expect(resolver.access("/a/a")).toBe("none");
  });

  it("members nested 100,000 deep that nobody knows", () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(within(1000, () => decodeProfile({ type: "disabled", unknown: nested }))).toMatchObject({
      ok: true,
    });
  });
});

function within<T>(milliseconds: number, work: () => T): T {
  const started = performance.now();
  const result = work();
  expect(performance.now() - started).toBeLessThan(milliseconds);
  return result;
}
