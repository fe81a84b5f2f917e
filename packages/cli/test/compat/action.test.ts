import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Scratch, schema, scratchRepo } from "./scratch.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const bin = fileURLToPath(new URL("../../bin/codex-contracts.js", import.meta.url));
const action = readFileSync(join(root, "action.yml"), "utf8");
const protocol = dirname(createRequire(import.meta.url).resolve("@codex-contracts/protocol/package.json"));
const hookRun = readFileSync(join(protocol, "schemas/analytics/codex-hook-run.json"), "utf8");

let repo: Scratch;
beforeEach(() => {
  repo = scratchRepo();
});
afterEach(() => repo.remove());

/** Runs the step of action.yml as a runner does: its defaults and the given inputs, as the environment that it asks for. */
function step(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const defaults = [...action.matchAll(/^ {2}([a-z-]+):\n {4}description: .*\n {4}default: (.*)$/gm)];
  const values = {
    ...Object.fromEntries(defaults.map(([, name = "", value = ""]) => [name, value.replace(/^""$/, "")])),
    ...inputs,
  };
  const asked = [...action.matchAll(/^ {8}([A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}$/gm)];
  const variables = Object.fromEntries(
    asked.map(([, variable = "", input = ""]) => [variable, values[input] ?? ""]),
  );
  const [, command = ""] = /run: '(.*)'/.exec(action) ?? [];
  const { GITHUB_BASE_REF: _base, GITHUB_STEP_SUMMARY: _summary, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", command],
    {
      cwd: repo.folder,
      encoding: "utf8",
      env: {
        ...inherited,
        ...variables,
        GITHUB_ACTION_PATH: root.replace(/\/$/, ""),
        CONTRACTS_BIN: bin,
        ...env,
      },
    },
  );
  return { code: status, out: stdout, err: stderr };
}

it.skipIf(process.platform === "win32")(
  "fails in a repository that was let drift, and passes once it is mended",
  () => {
    repo.write("vendor/codex/hook-run.json", hookRun.replace('"stopped"', '"halted"'));
    expect(step({})).toMatchObject({
      code: 1,
      out: expect.stringContaining("differs  vendor/codex/hook-run.json  major change"),
    });
    expect(step({ paths: "src\n" }).code).toBe(2);
    repo.run("check", "--fix");
    expect(step({ paths: "vendor\n" })).toMatchObject({
      code: 0,
      out: expect.stringContaining("all up to date"),
    });
  },
);

it.skipIf(process.platform === "win32")("annotates a pull request and writes its summary", () => {
  const origin = scratchRepo();
  origin.write("schemas/thing.schema.json", schema({ size: { type: "integer", minimum: 0 } }));
  origin.commit();
  origin.git("branch", "trunk");
  repo.git("remote", "add", "origin", origin.folder);
  repo.write("schemas/thing.schema.json", schema({ size: { type: "integer", minimum: 1 } }));
  repo.commit();
  const github = { GITHUB_BASE_REF: "trunk", GITHUB_STEP_SUMMARY: join(repo.folder, "summary.md") };
  const { code, out } = step({ command: "diff" }, github);
  origin.remove();
  expect(out).toMatch(
    /^::error file=schemas\/thing\.schema\.json,title=major%3A minimum-raised::thing\/size: /,
  );
  expect(repo.read("summary.md")).toContain("### Contracts: a **major** release");
  expect(code).toBe(1);
});
