import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { environment, fileOf, root } from "./run-command.mjs";

type Rule = { readonly dependencies?: { readonly allow: readonly string[] } };

const { boundaries } = readJson(join(root, "turbo.json"));
const rules = Object.entries<Rule>(boundaries.tags);
const tags = rules.map(([tag]) => tag);
const packages = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "package.json")),
);

describe("the packages of this repository", () => {
  it.each(packages)("%s carries its own name as its tag", (name) => {
    expect(tags).toContain(name);
    expect(readJson(join(root, "packages", name, "turbo.json")).tags).toEqual([name]);
  });
});

describe("the fixtures", () => {
  const users = packages.filter((name) => !["cli", "conformance", "bench"].includes(name));

  it.each(users)("are at most there to test %s", (name) => {
    const { dependencies = {} } = readJson(join(root, "packages", name, "package.json"));
    expect(dependencies).not.toHaveProperty([scoped("fixtures")]);
  });
});

describe("the arrows between packages", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "boundaries-"));
    writeWorkspace(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("let every package depend on what its rule allows", () => {
    expect(check(folder)).toMatchObject({ status: 0 });
  });

  it.each([
    ["client", "server"],
    ["server", "client"],
    ["hooks", "client"],
    ["fixtures", "codegen"],
    ["protocol", "codegen"],
    ["codegen", "protocol"],
    ["cli", "conformance"],
    ["server", "bench"],
  ])("keep %s from depending on %s", (from, to) => {
    writePackage(folder, from, [...allowed(from), to]);
    expect(check(folder)).toMatchObject({ status: 1, stdout: expect.stringContaining(scoped(to)) });
  });

  it("keep a package from importing another that it does not depend on", () => {
    appendFileSync(join(folder, "packages/client/src/index.ts"), `import "${scoped("server")}";\n`);
    expect(check(folder)).toMatchObject({ status: 1, stdout: expect.stringContaining("is not a") });
  });

  it("keep a package from reaching into another by a relative path", () => {
    appendFileSync(
      join(folder, "packages/client/src/index.ts"),
      `export * from "../../protocol/src/index.js";\n`,
    );
    expect(check(folder)).toMatchObject({ status: 1, stdout: expect.stringContaining("leaves the package") });
  });
});

function writeWorkspace(folder: string): void {
  writeJson(join(folder, "package.json"), {
    packageManager: readJson(join(root, "package.json")).packageManager,
  });
  writeFileSync(join(folder, "pnpm-workspace.yaml"), "packages: [packages/*]\n");
  writeJson(join(folder, "turbo.json"), { tasks: {}, boundaries });
  for (const tag of tags) writePackage(folder, tag, allowed(tag));
}

function writePackage(folder: string, tag: string, dependencies: readonly string[]): void {
  const home = join(folder, "packages", tag);
  mkdirSync(join(home, "src"), { recursive: true });
  writeJson(join(home, "package.json"), {
    name: scoped(tag),
    version: "0.0.0",
    dependencies: Object.fromEntries(dependencies.map((name) => [scoped(name), "workspace:*"])),
  });
  writeJson(join(home, "turbo.json"), { extends: ["//"], tags: [tag] });
  writeFileSync(
    join(home, "src/index.ts"),
    dependencies.map((name) => `import "${scoped(name)}";\n`).join(""),
  );
}

function allowed(tag: string): readonly string[] {
  return boundaries.tags[tag].dependencies?.allow ?? [];
}

function check(folder: string): { readonly status: number | null; readonly stdout: string } {
  const options = { cwd: folder, env: environment, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileOf("turbo"), "boundaries"], options);
  return { status, stdout: stdout + stderr };
}

function scoped(tag: string): string {
  return `@codex-contracts/${tag}`;
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
