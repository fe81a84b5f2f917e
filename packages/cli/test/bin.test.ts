import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
import { runBin } from "./run-bin.js";

const require = createRequire(import.meta.url);
const recorded = require.resolve("@codex-contracts/fixtures/recorded/codex-0.125.0-events.ndjson");
const text = readFileSync(recorded, "utf8");
const lines = text.trimEnd().split("\n");

describe("recorded events of a real Codex", () => {
  it.each([
    ["a file", [recorded], ""],
    ["standard input", ["-"], text],
    ["standard input that is not named", [], text],
    ["carriage returns and a mark", [], `\ufeff${text.replaceAll("\n", "\r\n")}`],
    ["an array", [], `[${lines.join(",")}]`],
    [
      "a pretty array",
      [],
      JSON.stringify(
        lines.map((line) => JSON.parse(line) as unknown),
        null,
        2,
      ),
    ],
  ])("are valid: %s", async (_, files, stdin) => {
    const { code, stdout, stderr } = await runBin(["validate", ...files], { stdin });
    expect([code, stdout.split("\n").at(-2), stderr]).toEqual([0, "125 messages, all valid", ""]);
  });

  it("are valid as requests, one a line", async () => {
    const stdin = lines.map((line) => `{"events":[${line}]}`).join("\n");
    const { code, stdout } = await runBin(["validate"], { stdin });
    expect([code, stdout.split("\n").at(-2)]).toEqual([0, "250 messages, all valid"]);
  });

  it("are found at fault line by line when they are broken", async () => {
    const broken = lines.map((line, index) =>
      index % 10 === 4 ? line.replace('"event_params"', '"params"') : line,
    );
    const { code, stdout } = await runBin(["validate"], { stdin: broken.join("\n") });
    const places = [...stdout.matchAll(/^<stdin>:(\d+) {2}\/event_params {2}required/gm)].map(([, line]) =>
      Number(line),
    );
    expect([code, places]).toEqual([1, Array.from({ length: 13 }, (_, index) => index * 10 + 5)]);
  });
});

describe("the report as JSON", () => {
  it("has the documented shape", async () => {
    const bad = `${lines[1]?.replace("completed", "s3cret")}\noops\n`;
    const { code, stdout, stderr } = await runBin(["validate", "--json", "--max-findings", "2"], {
      stdin: bad,
    });
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      reading: "producer",
      ok: false,
      messages: { valid: 0, invalid: 1, unreadable: 1 },
      files: [{ file: "<stdin>", bytes: bad.length, valid: 0, invalid: 1, unreadable: 1 }],
      contracts: [{ contract: "analytics/codex-hook-run", valid: 0, invalid: 1 }],
      findingCount: 2,
      findings: [
        {
          file: "<stdin>",
          line: 1,
          column: expect.any(Number),
          contract: "analytics/codex-hook-run",
          pointer: "/event_params/status",
          code: "enum",
          expected: expect.any(String),
        },
        {
          file: "<stdin>",
          line: 2,
          column: 1,
          contract: null,
          pointer: "",
          code: "syntax",
          expected: expect.any(String),
        },
      ],
      findingGroups: [
        { contract: null, pointer: "", code: "syntax", count: 1 },
        { contract: "analytics/codex-hook-run", pointer: "/event_params/status", code: "enum", count: 1 },
      ],
      observations: [],
    });
    expect(stdout).not.toContain("s3cret");
  });
});

describe("show", () => {
  it("has all parts of a contract as one object", async () => {
    const { code, stdout } = await runBin(["show", "TurnEvent", "--json"]);
    const parts = {
      schema: expect.anything(),
      type: expect.any(String),
      docs: expect.any(String),
      example: expect.anything(),
    };
    const entry = catalogue.find(({ name }) => name === "TurnEvent");
    expect([code, JSON.parse(stdout)]).toEqual([0, { ...entry, ...parts }]);
  });

  it("is a page without marks", async () => {
    const { stdout } = await runBin(["show", "codex_turn_event"]);
    expect(stdout).toMatch(/^TurnEvent\n=+\n\nA turn ended\./);
    expect(stdout).not.toMatch(/<br>|<!--|\| ---/);
  });

  it.each([
    ["--docs", /^<!-- .*\n\n# TurnEvent\n/],
    ["--type", /^\/\*\*\n \* A turn ended\.(?:.|\n)*export interface TurnEvent /],
    ["--schema", /^\{\n {2}"\$schema": /],
    ["--example", /^\{\n {2}"event_type": "codex_turn_event"/],
  ])("%s prints that alone", async (flag, beginning) => {
    expect((await runBin(["show", "TurnEvent", flag])).stdout).toMatch(beginning);
  });
});

describe("as a program among others", () => {
  it("has the version of its package", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await runBin(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect(await runBin(["-V"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("writes no colours into a pipe unless it is told to", async () => {
    const plain = await runBin(["validate", recorded]);
    const forced = await runBin(["validate", recorded], { env: { FORCE_COLOR: "1" } });
    expect([plain.stdout.includes("\u001b"), forced.stdout.includes("\u001b")]).toEqual([false, true]);
  });

  it("ends quietly when its reader has seen enough", async () => {
    expect(await runBin(["list", "--json"], { closeEarly: true })).toMatchObject({ code: 0, stderr: "" });
  });

  it("says so when a file cannot be read", async () => {
    const { code, stderr } = await runBin(["validate", import.meta.dirname]);
    expect([code, stderr.split("\n")[0]]).toEqual([
      2,
      `error: cannot read ${import.meta.dirname}: it is a directory`,
    ]);
  });
});

describe("completion", () => {
  it.each(["bash", "zsh", "fish", "pwsh"])("has a script for %s", async (shell) => {
    const { code, stdout } = await runBin(["completion", shell]);
    expect([code, stdout.includes("codex-contracts completion-server")]).toEqual([0, shell !== "pwsh"]);
  });

  it.each([
    ["bash", ["codex-contracts", "validate", "--reading", ""], "producer\nconsumer\n"],
    ["bash", ["codex-contracts", "validate", ""], ""],
    ["zsh", ["codex-contracts", "validate", ""], "__tabtab_complete_files__\n"],
    ["bash", ["codex-contracts", "show", "turn-metadata/t"], "turn-metadata/turn-metadata\n"],
  ])("answers %s: %j", async (SHELL, words, stdout) => {
    const env = {
      SHELL,
      COMP_CWORD: String(words.length - 1),
      COMP_LINE: words.join(" "),
      COMP_POINT: String(words.join(" ").length),
    };
    expect(await runBin(["completion-server", "--", ...words], { env })).toMatchObject({ code: 0, stdout });
  });
});
