import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { answers } from "../programs/answers.js";
import { bundleForBrowser, needsOfNode, runOnEdge } from "../src/tarballs/browser.js";
import { installedEntries } from "../src/tarballs/entries.js";
import { installTarballs } from "../src/tarballs/install.js";
import { NODE_ONLY } from "../src/tarballs/node-only.js";
import { PUBLIC_PACKAGES, readManifest } from "../src/tarballs/public-packages.js";
import { run } from "../src/tarballs/run.js";
import { addPrograms, COMPILERS, importAll, typecheck } from "../src/tarballs/typecheck.js";
import { packageRoot } from "../src/workspace.js";

const project = await installTarballs();
addPrograms(project);
const entries = installedEntries(project.folder);
const modules = entries.filter(({ isModule }) => isModule).map(({ specifier }) => specifier);
const commands = PUBLIC_PACKAGES.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}));
const portable = modules.filter((specifier) => !NODE_ONLY.some((each) => each.specifier === specifier));

afterAll(() => project.remove());

it("every public package is built before it is packed, since this package depends on it", () => {
  const names = PUBLIC_PACKAGES.map(({ manifest }) => manifest.name);
  expect(Object.keys(readManifest(packageRoot).devDependencies ?? {})).toEqual(expect.arrayContaining(names));
});

describe.each(COMPILERS)("for a compiler that resolves as $name", (compiler) => {
  it("every entry has types that hold under the strictest settings", async () => {
    project.write("every-entry.ts", importAll(modules));
    expect(await typecheck(project, compiler, ["every-entry.ts"], { noEmit: true })).toEqual([]);
  });

  it("the protocol needs no types of Node or of browsers", async () => {
    project.write(
      "protocol-alone.ts",
      importAll(modules.filter((each) => each.startsWith("@codex-contracts/protocol"))),
    );
    expect(await typecheck(project, compiler, ["protocol-alone.ts"], { noEmit: true, types: [] })).toEqual(
      [],
    );
  });

  it("a program that uses them compiles", async () => {
    expect(await typecheck(project, compiler, ["programs/on-node.ts"])).toEqual([]);
  });
});

describe("on Node", () => {
  it("every entry can be imported", async () => {
    project.write(
      "every-entry.mjs",
      `${importAll(modules).replace(": readonly object[]", "")}console.log(entries.length);`,
    );
    expect((await project.node("every-entry.mjs")).trim()).toBe(String(modules.length));
  });

  it.each(commands)("the command %s can be run", async (command) => {
    const printed = await run(join(project.folder, "node_modules/.bin", command), ["--help"], project.folder);
    expect(printed).toContain(command);
  });

  it("a compiled program parses, refuses, explains and reads schemas", async () => {
    const printed = JSON.parse(await project.node("built-NodeNext/programs/on-node.js"));
    const onNode = { titles: ["HookRunEvent", "HookRunEvent"], recorded: 125, built: true, examples: true };
    expect(printed).toEqual({ ...answers(), ...onNode });
  });

  it("every file that is an entry is there, and schemas are JSON", async () => {
    const files = entries.filter(({ isModule }) => !isModule).map(({ specifier }) => specifier);
    const schemas = files.filter((specifier) => specifier.endsWith(".json"));
    project.write("every-file.mjs", everyFile(files, schemas));
    expect((await project.node("every-file.mjs")).trim()).toBe(`${files.length} ${schemas.length}`);
  });
});

describe("in browsers and at the edge", () => {
  it("a program runs without Node, and without making code from text", async () => {
    const bundle = await bundleForBrowser(
      project,
      'export { answers } from "./programs/answers.ts";',
      "iife",
    );
    expect(runOnEdge(bundle, "[typeof process, typeof require, typeof window]")).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
    expect(runOnEdge(bundle, "app.answers()")).toEqual(answers());
  });

  it("every entry that is not listed as needing Node needs nothing of Node", async () => {
    const found = await Promise.all(
      portable.map(async (specifier) => ({ specifier, needs: await needsOfNode(project, specifier) })),
    );
    expect(found.filter(({ needs }) => needs.length > 0)).toEqual([]);
  });

  it.each(NODE_ONLY)("$specifier still needs Node: it $reason", async ({ specifier }) => {
    expect(String(await needsOfNode(project, specifier))).toMatch(/Could not resolve "[\w:/]+"/);
  });
});

function everyFile(files: readonly string[], schemas: readonly string[]): string {
  const path = (specifier: string) => `new URL(import.meta.resolve(${JSON.stringify(specifier)}))`;
  return `import { readFileSync, statSync } from "node:fs";
const found = [${files.map(path).join(", ")}].filter((file) => statSync(file).isFile());
const parsed = [${schemas.map(path).join(", ")}].map((file) => JSON.parse(readFileSync(file, "utf8")));
console.log(found.length, parsed.length);`;
}
