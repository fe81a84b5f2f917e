import { hookEventNames as eventNames } from "@codex-contracts/hooks/judge";
import { describe, expect, it } from "vitest";
import { fakeContext } from "../../test/fake-context.js";
import { commands } from "../commands.js";
import { buildProgram } from "../program.js";
import { candidates } from "./candidates.js";

const program = await buildProgram(commands, {
  version: "1",
  context: fakeContext(),
  start: () => {},
  wanted: () => true,
});

function namesFor(line: string): readonly string[] | "files" {
  const found = candidates(program, line.split(" "), [{ name: "a/id" }]);
  return found === "files" ? found : found.map(({ name }) => name);
}

const names = [...commands.filter((row) => !row.hidden).map((row) => row.name), "help"];

describe("after the program", () => {
  it.each([
    ["", names],
    ["val", names],
    ["help ", names],
    ["--", ["--version", "--help"]],
    ["nothing ", []],
    ["validate ", "files"],
    ["validate a.json ", "files"],
    ["validate --json ", "files"],
    ["validate --reading ", ["producer", "consumer"]],
    ["validate -r ", ["producer", "consumer"]],
    ["validate --contract ", ["a/id"]],
    ["validate --contract a/id ", "files"],
    ["validate --max-findings ", []],
    ["validate --", ["--contract", "--reading", "--max-findings", "--quiet", "--json", "--help"]],
    ["show ", ["a/id"]],
    ["show a/", ["a/id"]],
    ["show --type ", ["a/id"]],
    ["show a/id ", []],
    ["permissions ", ["explain", "convert", "diff", "help"]],
    ["permissions --", ["--help"]],
    ["permissions help ", ["explain", "convert", "diff", "help"]],
    ["permissions explain ", "files"],
    ["permissions explain --path ", []],
    ["permissions convert --to ", ["v2", "core", "legacy", "legacy-core"]],
    ["permissions convert --to v2 ", "files"],
    ["permissions diff a.json ", "files"],
    ["permissions nothing ", []],
    ["hooks ", ["try", "check", "init", "help"]],
    ["hooks try --event S", eventNames],
    ["hooks try --fixture ", "files"],
    ["hooks check ", "files"],
    ["hooks init --language ", ["typescript", "sh"]],
    ["quarantine ", ["list", "show", "replay", "drop", "help"]],
    ["export --format ", ["ndjson", "csv", "parquet"]],
    ["completion ", ["bash", "zsh", "fish", "pwsh"]],
  ])("%j", (line, expected) => expect(namesFor(line)).toEqual(expected));
});
