import { join } from "node:path";
import { create } from "tar";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Scratch, schema, scratchRepo } from "./scratch.js";

const OLD = schema({ name: { type: "string" }, size: { type: "integer", minimum: 0 } }, ["name"]);
const NEW = schema({ name: { type: "string" }, size: { type: "integer", minimum: 1 } }, ["name"]);

let repo: Scratch;
beforeAll(() => {
  repo = scratchRepo();
  repo.write("schemas/thing.schema.json", OLD);
  repo.commit("v1.0.0");
  repo.git("branch", "main");
  repo.write(
    "schemas/thing.schema.json",
    schema({ name: { type: "string" }, size: { type: "integer", minimum: 0 }, colour: { type: "string" } }, [
      "name",
    ]),
  );
  repo.commit("v1.1.0");
  repo.write("schemas/thing.schema.json", NEW);
  repo.write("old.json", OLD);
});
afterAll(() => repo.remove());

it("compares the working tree with the main branch and says when there is no remote", () => {
  const { code, out, err } = repo.run("diff");
  expect(err).toBe("note: there is no origin/main here: compared with main (--against names another)\n");
  expect(out).toContain("major  thing /size  small numbers are refused: 0 → 1  minimum-raised");
  expect(out).toContain('old accepts {"name":"x","size":0}\n  new refuses it: minimum at /size');
  expect(code).toBe(1);
});

it("prefers the remote's main branch", () => {
  repo.git("update-ref", "refs/remotes/origin/main", "v1.0.0");
  expect(repo.run("diff").err).toBe("");
  repo.git("update-ref", "-d", "refs/remotes/origin/main");
});

it.each([
  ["a folder and a file", ["schemas", "schemas/thing.schema.json"], 0],
  ["a git ref and the working tree", ["v1.0.0"], 1],
  ["a git ref with a folder", ["v1.0.0:schemas", "v1.0.0"], 0],
  ["two git refs", ["v1.0.0", "v1.1.0"], 0],
  ["a branch that is named", ["--against", "v1.0.0"], 1],
  ["only what breaks readers of before", ["v1.0.0", "--mode", "forward"], 0],
  ["a level below", ["v1.0.0", "v1.1.0", "--fail-on", "minor"], 1],
  ["breaks of old payloads", ["v1.0.0", "v1.1.0", "--fail-on", "breaking", "--mode", "backward"], 0],
  ["no level at all", ["v1.0.0", "--fail-on", "never"], 0],
])("ends with the right exit code for %s", (_, args, code) => {
  expect(repo.run("diff", ...args).code).toBe(code);
});

it("compares with every release", () => {
  const { out, code } = repo.run("diff", "--transitive", "--json");
  const { releases } = JSON.parse(out);
  expect(
    releases.map((one: { old: string; changes: { rule: string }[] }) => [
      one.old,
      ...one.changes.map(({ rule }) => rule),
    ]),
  ).toEqual([
    ["v1.0.0", "minimum-raised"],
    ["v1.1.0", "property-removed", "minimum-raised"],
  ]);
  expect(code).toBe(1);
});

it("tells the history of each contract", () => {
  const { out } = repo.run("diff", "--format", "changelog", "--fail-on", "never");
  expect(out).toContain(
    "## thing\n\n### v1.1.0 → schemas\n\n- **major** colour may not be there any more. Breaks producers, stored-data, typescript.",
  );
  expect(out).toContain("### v1.0.0 → v1.1.0\n\n- **minor** colour may be there. Breaks consumers.");
});

it("reads a tarball as npm packs it", async () => {
  repo.write("pack/package/package.json", { name: "thing", version: "1.0.0" });
  repo.write("pack/package/schemas/thing.json", OLD);
  await create({ file: join(repo.folder, "thing.tgz"), cwd: join(repo.folder, "pack"), gzip: true }, [
    "package",
  ]);
  expect(repo.run("diff", "thing.tgz", "v1.0.0").out).toContain(
    "thing.tgz → v1.0.0: no change, 1 of 1 contract",
  );
  expect(repo.run("diff", "thing.tgz", "schemas").code).toBe(1);
});

it("prints SARIF, annotations and Markdown", () => {
  const sarif = JSON.parse(repo.run("diff", "v1.0.0", "--format", "sarif").out);
  expect(sarif.runs[0].results).toMatchObject([
    {
      ruleId: "minimum-raised",
      level: "error",
      locations: [{ physicalLocation: { artifactLocation: { uri: "schemas/thing.schema.json" } } }],
    },
  ]);
  expect(repo.run("diff", "v1.0.0", "--format", "github").out).toBe(
    '::error file=schemas/thing.schema.json,title=major%3A minimum-raised::thing/size: small numbers are refused: 0 → 1%0Aold accepts {"name":"x","size":0}\n',
  );
  expect(repo.run("diff", "v1.0.0", "--format", "markdown").out).toContain(
    "| major | `thing/size` | small numbers are refused: 0 → 1 | producers, stored-data |",
  );
});

it.each([
  ["a ref that is not there", ["--against", "nowhere"], 'there is no git ref "nowhere"'],
  ["a side that is nothing", ["nowhere"], 'there is no folder, file or git ref "nowhere"'],
  ["a folder without schemas", [".git/info", "v1.0.0"], ".git/info holds no JSON Schema"],
  ["a package that npm could not have", ["npm:../x"], "the name of the package is not one of npm"],
])("refuses %s and names the way out", (_, args, message) => {
  const { code, err } = repo.run("diff", ...args);
  expect(err).toContain(message);
  expect(code).toBe(2);
});
