import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Scratch, scratchRepo } from "./scratch.js";

const protocol = dirname(createRequire(import.meta.url).resolve("@codex-contracts/protocol/package.json"));
const hookRun = readFileSync(join(protocol, "schemas/analytics/codex-hook-run.json"), "utf8");
const types = readFileSync(join(protocol, "src/gen/types.ts"), "utf8");

let repo: Scratch;
beforeEach(() => {
  repo = scratchRepo();
  repo.write("vendor/hook-run.json", hookRun);
  repo.write("src/codex-types.ts", types);
  repo.write("src/own.json", { $id: "https://example.org/own.json", type: "object" });
  repo.write("node_modules/some/codex.json", hookRun.replace('"stopped"', '"halted"'));
});
afterEach(() => repo.remove());

it("is content with copies that are up to date, however they are formatted", () => {
  repo.write("vendor/hook-run.json", JSON.stringify(JSON.parse(hookRun)));
  repo.write("src/codex-types.ts", types.replaceAll('"', "'"));
  expect(repo.run("check")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^all up to date: 2 copies held against/),
  });
});

it("finds copies that have drifted, shows the difference and the command that mends it", () => {
  repo.write("vendor/hook-run.json", hookRun.replace('"stopped"', '"halted"'));
  repo.write("src/codex-types.ts", `${types}\nexport type Mine = string;\n`);
  const { code, out } = repo.run("check");
  expect(code).toBe(1);
  expect(out).toMatch(/^differs {2}src\/codex-types\.ts\n/);
  expect(out).toMatch(/^differs {2}vendor\/hook-run\.json {2}major change\n/m);
  expect(out).toMatch(/^-.*"halted",\n\+.*"stopped",$/m);
  expect(out).toMatch(
    /\n2 out of date: 2 copies held against @codex-contracts\/protocol \S+\n→ codex-contracts check --fix\n$/,
  );
});

it("mends them and finds nothing the next time", () => {
  repo.write("vendor/hook-run.json", hookRun.replace('"stopped"', '"halted"'));
  repo.write("src/codex-types.ts", `${types}\nexport type Mine = string;\n`);
  expect(repo.run("check", "--fix")).toMatchObject({
    code: 0,
    out: expect.stringContaining("mended  vendor/hook-run.json"),
  });
  expect(repo.read("vendor/hook-run.json")).toBe(hookRun);
  expect(repo.run("check").code).toBe(0);
});

it("says when the installed version has no such contract", () => {
  repo.write("vendor/old.json", hookRun.replaceAll("codex-hook-run.schema.json", "codex-gone.schema.json"));
  const { code, out } = repo.run("check", "--json", "vendor");
  expect(code).toBe(1);
  expect(JSON.parse(out).findings).toMatchObject([
    { file: "vendor/old.json", problem: "gone", fixed: false },
  ]);
});

it("takes a schema as written in the repository for its self-contained form", () => {
  const bundled = JSON.parse(hookRun);
  repo.write("vendor/hook-run.json", { ...bundled, $id: bundled.$id.replace("/bundled/", "/schemas/") });
  expect(repo.run("check", "--fix", "vendor").code).toBe(0);
  expect(repo.read("vendor/hook-run.json")).toBe(hookRun);
});

it("leaves alone what is not named and what is installed", () => {
  repo.write("vendor/hook-run.json", hookRun.replace('"stopped"', '"halted"'));
  expect(repo.run("check", "src").code).toBe(0);
  expect(repo.run("check", "nowhere")).toMatchObject({ code: 2, err: "error: there is no nowhere\n" });
});
