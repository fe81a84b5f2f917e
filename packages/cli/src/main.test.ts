import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
import { fakeContext, type World } from "../test/fake-context.js";
import { main } from "./main.js";

const HOOK = JSON.stringify({
  event_type: "codex_hook_run",
  event_params: {
    thread_id: "t",
    turn_id: "u",
    model_slug: "m",
    hook_name: "Stop",
    hook_source: "user",
    status: "completed",
  },
});
const BAD = HOOK.replace("completed", "s3cret");

/** Runs a command line in a world; how it ended and what it printed. */
async function run(line: string, world?: World) {
  const context = fakeContext(world);
  const code = await main(
    line.split(" ").filter((word) => word !== ""),
    "1.2.3",
    context,
  );
  return { code, ...context.written };
}

describe("the exit code is", () => {
  it.each([
    ["0 for help", "--help", {}, 0],
    ["0 for help of a command", "help validate", {}, 0],
    ["0 for the version", "-V", {}, 0],
    ["2 for nothing at all", "", {}, 2],
    ["2 for an unknown command", "valdate", {}, 2],
    ["2 for an unknown option", "list --jsn", {}, 2],
    ["2 for a missing argument", "show", {}, 2],
    ["2 for an excess argument", "show TurnEvent TurnEvent", {}, 2],
    ["2 for an unknown contract", "show TurnEvnt", {}, 2],
    ["2 for parts that exclude each other", "show TurnEvent --type --schema", {}, 2],
    ["0 for valid messages", "validate", { stdin: HOOK }, 0],
    ["0 for no messages", "validate", { stdin: "" }, 0],
    ["1 for findings", "validate", { stdin: BAD }, 1],
    ["1 for a line that is no JSON", "validate -q", { stdin: `${HOOK}\n{` }, 1],
    ["1 for an unknown event type", "validate", { stdin: '{"event_type":"x"}' }, 1],
    [
      "0 for an unknown event type read as a consumer",
      "validate -r consumer",
      { stdin: '{"event_type":"x"}' },
      0,
    ],
    ["2 for a terminal as input", "validate", {}, 2],
    ["2 for a file that is not there", "validate a", { files: { b: HOOK } }, 2],
    ["2 for a bad reading", "validate -r reader", { stdin: HOOK }, 2],
    ["2 for a bad count", "validate -n many", { stdin: HOOK }, 2],
    ["2 for standard input twice", "validate - -", { stdin: HOOK }, 2],
    ["2 for a contract that is not there", "validate -c Turn", { stdin: HOOK }, 2],
    ["2 for an unknown shell", "completion tcsh", {}, 2],
  ] as const)("%s", async (_, line, world, code) => expect((await run(line, world)).code).toBe(code));
});

describe("misuse", () => {
  it.each([
    [
      "valdate",
      "error: unknown command 'valdate'\n(Did you mean validate?)\nRun `codex-contracts --help` for usage.\n",
    ],
    [
      "list --jsn",
      "error: unknown option '--jsn'\n(Did you mean --json?)\nRun `codex-contracts list --help` for usage.\n",
    ],
    [
      "show TurnEvnt",
      'error: there is no contract "TurnEvnt"\nDid you mean analytics/codex-turn-event?\n`codex-contracts list` shows all contracts.\n',
    ],
    [
      "validate no.json",
      "error: cannot read no.json: there is no such file\nCheck the path; it is taken from the current directory.\n",
    ],
    ["validate", "error: nothing to read\nName a FILE, or `-` for standard input, or pipe messages in.\n"],
  ])("%s", async (line, err) => expect(await run(line)).toMatchObject({ out: "", err }));
});

describe("validate", () => {
  it("names the file and the line, and never the value", async () => {
    const { out, err } = await run("validate a.ndjson b.ndjson", {
      files: { "a.ndjson": `${HOOK}\n\n${BAD}\n`, "b.ndjson": BAD },
    });
    expect(out).toContain("a.ndjson:3  /event_params/status  enum  expected one of");
    expect(out).toContain("b.ndjson:1  /event_params/status  enum");
    expect(out + err).not.toContain("s3cret");
  });

  it("reads standard input beside files", async () => {
    const { out } = await run("validate a.ndjson -", { files: { "a.ndjson": HOOK }, stdin: BAD });
    expect(out).toContain("<stdin>:1  /event_params/status");
  });

  it("tells the number of an event in a request by its pointer", async () => {
    expect((await run("validate", { stdin: `{"events":[${HOOK},${BAD}]}` })).out).toContain(
      "<stdin>:1  /events/1/event_params/status  enum",
    );
  });

  it("prints nothing when it is told to be quiet", async () => {
    expect(await run("validate --quiet", { stdin: BAD })).toEqual({ code: 1, out: "", err: "" });
  });

  it("colours findings on a terminal only", async () => {
    expect((await run("validate -", { stdin: BAD, terminal: true })).out).toContain(
      "\u001b[31menum\u001b[39m",
    );
    expect((await run("validate -", { stdin: BAD })).out).not.toContain("\u001b");
  });

  it("survives what is nested too deeply", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const lines = [deep, `{"event_type":"codex_hook_run","event_params":${deep}}`, "[".repeat(200_000), HOOK];
    expect((await run("validate --json", { stdin: lines.join("\n") })).out).toContain('"valid": 1,');
  });
});

describe("list", () => {
  it("has a line for each contract", async () => {
    expect((await run("list")).out.trimEnd().split("\n")).toHaveLength(catalogue.length + 1);
  });

  it("prints the catalogue as JSON", async () => {
    expect(JSON.parse((await run("list --json")).out)).toEqual(catalogue);
  });
});

describe("example", () => {
  it.each(catalogue)("of $id is what the contract says", async ({ id }) => {
    const judged = async (stdin: string) => (await run(`validate -q -c ${id}`, { stdin })).code;
    const { out: valid } = await run(`example ${id}`);
    const { out: invalid } = await run(`example ${id} --invalid`);
    expect([await judged(valid), await judged(invalid)]).toEqual([0, 1]);
  });

  it("prints one a line when all are asked for", async () => {
    const { out } = await run("example TurnEvent --all");
    expect(await run("validate -c TurnEvent --quiet", { stdin: out })).toMatchObject({ code: 0 });
    expect(out.trimEnd().split("\n").length).toBeGreaterThan(1);
  });

  it("says on a terminal what the message is, beside it", async () => {
    const { out, err } = await run("example TurnEvent --invalid", { terminal: true });
    expect(JSON.parse(out)).toHaveProperty("event_type");
    expect(err).toMatch(/^\n[a-z-]+: .+\n {2}\/\S* {2}\w+\n$/);
  });

  it("prints names, sources and issues as JSON", async () => {
    const all: unknown = JSON.parse((await run("example TurnEvent --invalid --json")).out);
    expect(all).toContainEqual(
      expect.objectContaining({
        kind: "invalid",
        issues: [expect.objectContaining({ code: expect.any(String) })],
      }),
    );
  });
});
