import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { root } from "./run-command.mjs";

// Each case packs a package and installs it by npm.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-check-test-"));
  git("init", "--quiet");
  write("schemas/examples/things/thing/valid/plain.json", {
    description: "A thing.",
    source: "a test",
    value: { name: "x" },
  });
  write("packages/protocol/package.json", {
    name: "@codex-contracts/protocol",
    version: "1.0.0",
    type: "module",
    exports: { "./contracts": "./contracts.js" },
    files: ["contracts.js"],
  });
  accept("value.name !== undefined");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
}

/** A contract that accepts what an expression says. */
function accept(expression: string): void {
  write(
    "packages/protocol/contracts.js",
    `const safeParse = (value) => (${expression} ? { ok: true, value } : { ok: false, issues: [{ path: "/name", code: "type" }] });
export const contracts = { "things/thing": { id: "things/thing", safeParse } };
`,
  );
}

function git(...args: readonly string[]): void {
  const who = [
    "-c",
    "user.name=Someone",
    "-c",
    "user.email=someone@example.org",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stderr } = spawnSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function release(tag: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", tag);
  git("tag", tag);
}

function run(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts", script), folder, ...args],
    { encoding: "utf8" },
  );
  return { code: status, out: stdout, err: stderr };
}

it("holds the packages against the examples here before the first release, and says so", () => {
  expect(run("release-check.mjs")).toMatchObject({
    code: 0,
    out: [
      "no release yet: the installed packages are held against the 1 examples here",
      "packed and installed: @codex-contracts/protocol",
      "all 1 examples parse",
      "",
    ].join("\n"),
  });
});

it("fails when an example of the last release is refused, unless the release says that it breaks", () => {
  release("@codex-contracts/protocol@1.0.0");
  // The example is mended here: what counts is the released one.
  write("schemas/examples/things/thing/valid/plain.json", { value: { name: 1 } });
  accept("typeof value.name === 'number'");
  const { code, out } = run("release-check.mjs");
  expect(out).toContain("schemas/examples/things/thing/valid/plain.json: type at /name");
  expect(out).toContain("1 of 1 examples are refused: this breaks users, and the release does not say so");
  expect(code).toBe(1);
  write(".changeset/breaks.md", '---\n"@codex-contracts/protocol": major\n---\n\nBreaks.\n');
  expect(run("release-check.mjs")).toMatchObject({
    code: 0,
    out: expect.stringContaining("the release says that it breaks"),
  });
});

it("writes the changelog from the tags and sees when it is behind", () => {
  const schema = (minimum: number) => ({
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "integer",
    minimum,
  });
  write("schemas/thing.schema.json", schema(0));
  release("v1.0.0");
  write("schemas/thing.schema.json", schema(1));
  release("v2.0.0");
  expect(run("changelog.mjs", "--check").code).toBe(1);
  expect(run("changelog.mjs").code).toBe(0);
  expect(readFileSync(join(folder, "docs/changelog.md"), "utf8")).toContain(
    "### v1.0.0 → v2.0.0\n\n- **major** small numbers are refused: 0 → 1.",
  );
  expect(run("changelog.mjs", "--check").code).toBe(0);
});
