import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../src/main.js";
import { fakeContext, type World } from "./fake-context.js";
import { runBin } from "./run-bin.js";

const sample = (name: string) => fileURLToPath(new URL(`samples/${name}`, import.meta.url));
const profile = readFileSync(sample("profile.json"), "utf8");
const wider = readFileSync(sample("wider-profile.json"), "utf8");
const files = { "profile.json": profile, "wider.json": wider };

const root = { path: { type: "special", value: { kind: "root" } }, access: "read" };
const outside = managed([root, { path: { type: "path", path: "/srv" }, access: "write" }]);
const unrestricted = { type: "managed", network: { enabled: true }, fileSystem: { type: "unrestricted" } };

function managed(entries: readonly unknown[]): object {
  return { type: "managed", network: { enabled: false }, fileSystem: { type: "restricted", entries } };
}

/** Runs `permissions <line>` in a world whose working directory is one that does not exist. */
async function run(line: string, world: World = {}) {
  const context = fakeContext({ files, ...world });
  const words = ["permissions", ...line.split(" ").filter((word) => word !== "")];
  const code = await main(
    /^\w+ *$|help/.test(line) ? words : [...words, "--cwd", "/home/me/ws"],
    "1.2.3",
    context,
  );
  return { code, ...context.written };
}

const given = (value: unknown): World => ({ stdin: JSON.stringify(value) });

describe("the exit code is", () => {
  it.each([
    ["0 for an explained profile", "explain profile.json", {}, 0],
    ["0 for a path that is denied", "explain --path a/.env profile.json", {}, 0],
    ["0 for a profile that no policy can say", "explain -", given(outside), 0],
    ["0 for a conversion with losses", "convert --to legacy profile.json", {}, 0],
    ["1 for a conversion that is not possible", "convert --to legacy -", given(outside), 1],
    ["0 for profiles that are the same", "diff profile.json profile.json", {}, 0],
    ["1 for a profile that grants more", "diff profile.json wider.json", {}, 1],
    ["0 for one that only takes away", "diff - profile.json", given({ type: "disabled" }), 0],
    ["2 for no command", "", {}, 2],
    ["2 for an unknown command", "explan", {}, 2],
    ["2 for an unknown shape", "convert --to v3 profile.json", {}, 2],
    ["2 for no shape", "convert profile.json", {}, 2],
    ["2 for one profile", "diff profile.json", {}, 2],
    ["2 for standard input twice", "diff - -", given({ type: "disabled" }), 2],
    ["2 for a terminal as input", "explain", {}, 2],
    ["2 for a file that is not there", "explain no.json", {}, 2],
    ["2 for what is no profile", "diff profile.json -", given([]), 2],
    ["0 for help", "explain --help", {}, 0],
    ["0 for help by name", "help diff", {}, 0],
  ] as const)("%s", async (_, line, world, code) => expect((await run(line, world)).code).toBe(code));
});

describe("every shape", () => {
  it.each([
    ["v2", { type: "disabled" }, "nobody (disabled)"],
    ["core", { type: "external", network: "enabled" }, "whoever runs Codex (external)"],
    ["core-untagged", { file_system: { write: ["/data"] } }, "Codex (managed)"],
    ["legacy", { type: "readOnly" }, "Codex (managed)"],
    ["legacy-core", { type: "danger-full-access" }, "nobody (disabled)"],
    ["mode", "workspace-write", "Codex (managed)"],
  ])("%s is explained", async (shape, value, enforcer) => {
    expect((await run("explain", given(value))).out).toContain(`enforced by ${enforcer}`);
    expect(JSON.parse((await run("explain - --json", given(value))).out)).toMatchObject({ shape });
  });

  it.each([
    ["v2", { type: "managed", fileSystem: {} }],
    ["core", { type: "managed", file_system: {} }],
    ["legacy", { type: "workspaceWrite" }],
    ["legacy-core", { type: "workspace-write" }],
  ])("%s is written", async (to, expected) => {
    const { code, out } = await run(`convert --to ${to} -`, given("workspace-write"));
    expect([code, JSON.parse(out)]).toMatchObject([0, expected]);
  });

  it("comes back as it was", async () => {
    const { out } = await run("convert --to core profile.json");
    expect(await run("diff profile.json -", { stdin: out })).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse((await run("convert --to v2 -", { stdin: out })).out)).toEqual(JSON.parse(profile));
  });
});

describe("explain", () => {
  it.each([
    ["a profile as the app-server writes it", profile, "/fileSystem/entries/1  project_roots"],
    [
      "a profile as rollouts hold it",
      JSON.stringify({
        type: "managed",
        network: "restricted",
        file_system: { type: "restricted", entries: [root] },
      }),
      "/file_system/entries/0  root",
    ],
  ])("points into %s", async (_, stdin, row) =>
    expect((await run("explain -", { stdin })).out).toContain(row),
  );

  it("names no place in what has no entries", async () => {
    const { out } = await run("explain -", given("read-only"));
    expect(out).toMatch(/^access +place +because\nread +\/ +root$/m);
    expect(out).toContain("as a sandbox policy: readOnly, which loses nothing\n");
  });

  it.each([
    [
      "what the policy loses",
      profile,
      /^wider +\/fileSystem\/entries\/3 +path \/home\/me\/\.ssh +a sandbox policy/m,
    ],
    [
      "why there is no policy",
      JSON.stringify(outside),
      /refused by Codex\npermissions profile requests .*\n.*\n\/fileSystem\/entries\/1 +path \/srv\n/,
    ],
    ["how a session reports the profile", JSON.stringify(unrestricted), /reports it as disabled\.\n/],
    ["what a pattern does not do", profile, /^\/home\/me\/ws\/\*\*\/\*\.env +a command is kept from/m],
    [
      "what has no effect",
      JSON.stringify(managed([root, { ...root, access: "none" }])),
      /^root +\/fileSystem\/entries\/0 +an equally specific/m,
    ],
    ["what Codex ignores", '{"type":"disabled","network":{}}', /^\/network +unknown key$/m],
    [
      "that a pattern closes everything",
      JSON.stringify(managed([root, { path: { type: "glob_pattern", pattern: "a{b" }, access: "none" }])),
      /\nbut a deny pattern cannot be read: Codex denies every read/,
    ],
  ])("says %s", async (_, stdin, text) => expect((await run("explain -", { stdin })).out).toMatch(text));

  it.each([
    ["src/a.ts", "write", "this is the most specific entry that reaches the path"],
    [".codex/config.toml", "read", "writing is allowed above, and this place stays read-only"],
    ["docs/../docs/a", "read", "this is the most specific entry that reaches the path"],
    ["/home/me/.ssh/id", "none", "this is the most specific entry that reaches the path"],
    ["a/b/.env", "none", "a deny pattern matches"],
  ])("answers for %s: %s", async (path, access, because) => {
    const { out } = await run(`explain --path ${path} profile.json`);
    expect(out).toMatch(new RegExp(`^${access}  /home/me/.*\nbecause ${because}\n`));
  });

  it("has the documented JSON", async () => {
    const { out } = await run("explain profile.json --json");
    const report = JSON.parse(out) as { readonly profile: unknown; readonly legacy: object };
    expect(Object.keys(report)).toEqual(
      "version file shape cwd profile enforcement network fileSystem readsEverything writesEverything platformSandbox places denyGlobs withoutEffect legacy tolerated".split(
        " ",
      ),
    );
    expect(report.profile).toEqual(JSON.parse(profile));
    expect(report).toMatchObject({
      version: 1,
      shape: "v2",
      cwd: "/home/me/ws",
      places: expect.arrayContaining([
        { place: "/home/me/ws", access: "write", because: "entry", entries: ["/fileSystem/entries/1"] },
      ]),
      denyGlobs: [{ pattern: "/home/me/ws/**/*.env", entries: ["/fileSystem/entries/4"], error: null }],
      legacy: {
        ok: true,
        losses: expect.arrayContaining([
          expect.objectContaining({ code: "deny-glob", effect: "wider", entry: "/fileSystem/entries/4" }),
        ]),
      },
      tolerated: [],
    });
  });

  it("has the documented JSON for a path", async () => {
    const { out } = await run("explain profile.json --path x/.env --json");
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      decision: {
        path: "/home/me/ws/x/.env",
        realPath: null,
        access: "none",
        reason: { kind: "deny-glob", entries: ["/fileSystem/entries/4"] },
        deniedToTools: false,
      },
    });
  });
});

describe("convert", () => {
  it("keeps what it loses out of the result", async () => {
    const { out, err } = await run("convert --to legacy profile.json");
    expect(JSON.parse(out)).toMatchObject({ type: "workspaceWrite" });
    expect(err.trimEnd().split("\n")).toHaveLength(4);
  });

  it("tells why there is no result", async () => {
    const { out, err } = await run("convert --to legacy-core -", given(outside));
    expect([out, err]).toEqual([
      "",
      expect.stringMatching(
        /^error: permissions profile requests .*\n {2}\/fileSystem\/entries\/1 {2}path \/srv\n$/,
      ),
    ]);
  });

  it.each([
    [outside, { value: null, losses: [], error: { entries: ["/fileSystem/entries/1"] } }],
    [{ type: "disabled" }, { value: { type: "dangerFullAccess" }, losses: [], error: null }],
    [unrestricted, { losses: [{ code: "enforcement-disabled", effect: "wider", entry: null }], error: null }],
  ])("has the documented JSON: %#", async (value, expected) => {
    const { out, err } = await run("convert --to legacy --json -", given(value));
    expect([JSON.parse(out), err]).toMatchObject([{ version: 1, to: "legacy", ...expected }, ""]);
  });

  it("notes what Codex ignores", async () => {
    expect((await run("convert --to core -", given({ type: "disabled", more: 1 }))).err).toBe(
      "note: <stdin>: /more is ignored by Codex: unknown key\n",
    );
  });
});

describe("diff", () => {
  it("is a table", async () => {
    const rows = (await run("diff profile.json wider.json")).out.split("\n").map((row) => row.split(/ {2,}/));
    expect(rows.slice(0, 6)).toEqual([
      ["change", "what", "before", "after"],
      ["grants", "network", "restricted", "enabled"],
      ["grants", "/home/me/.ssh", "none", "read"],
      ["takes away", "/home/me/ws/docs", "read", "none"],
      ["grants", "/srv/data", "read", "write"],
      ["grants", "/home/me/ws/**/*.env", "none", "not denied"],
    ]);
  });

  it.each([
    ["disabled", { type: "disabled" }, "enforced by", "managed", "disabled"],
    ["deeper", withDepth(5), "depth of the search for patterns", "no bound", "5"],
  ])("tells what is %s", async (_, value, ...cells) => {
    const { out } = await run("diff a.json -", {
      files: { "a.json": JSON.stringify(withDepth(undefined)) },
      ...given(value),
    });
    expect(out.split("\n").map((row) => row.split(/ {2,}/))).toContainEqual(["grants", ...cells]);
  });

  it("has the documented JSON", async () => {
    const { out } = await run("diff profile.json wider.json --json");
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      before: { file: "profile.json", shape: "v2", tolerated: [] },
      after: { file: "wider.json", shape: "v2", tolerated: [] },
      cwd: "/home/me/ws",
      grantsMore: true,
      differences: expect.arrayContaining([
        { kind: "place", place: "/srv/data", before: "read", after: "write", change: "grants" },
      ]),
    });
  });
});

function withDepth(globScanMaxDepth: number | undefined): object {
  const entries = [root, { path: { type: "glob_pattern", pattern: "**/*.env" }, access: "none" }];
  const fileSystem = { type: "restricted", entries, ...(globScanMaxDepth && { globScanMaxDepth }) };
  return { ...managed([]), fileSystem };
}

describe("bad input", () => {
  it.each([
    [
      "text that is no JSON",
      '{\n  "type": oops\n}',
      "error: <stdin>:2:11 is not JSON: expected a JSON value",
    ],
    ["nothing", "\n", "error: <stdin>:2:1 is not JSON: expected a JSON value"],
    [
      "a member that is wrong",
      '{\n"type": "managed",\n"network": 1,\n"fileSystem": {"type": "unrestricted"}}',
      "  <stdin>:3  /network  ",
    ],
    [
      "a relative path",
      '{"file_system":{"read":["src"]}}',
      "  <stdin>:1  /file_system/read/0  format  expected an absolute path",
    ],
    ["an unknown tag", '{"type":"open"}', "  <stdin>:1  /type  discriminator  expected one of"],
    ["an array", "[]", "error: <stdin>: the value is not what its shape (v2) asks for\n  <stdin>:1  /  type"],
    ["a message", '{"event_type":"codex_turn_event"}', "/event_type  additionalProperties"],
    [
      "depth 0",
      JSON.stringify(withDepth(0)).replace("]}", '],"globScanMaxDepth":0}'),
      "globScanMaxDepth  minimum",
    ],
    ["too much text", " ".repeat(4_194_305), "error: <stdin>: the text is longer than 4194304 characters"],
    ["far too much text", " ".repeat(13_000_000), "error: <stdin> is larger than 12.6 MB"],
    [
      "too many entries",
      JSON.stringify(managed(new Array(5000).fill(root))),
      "there are more than 4096 entries",
    ],
    ["deep nesting", "[".repeat(100_000), "error: <stdin>: objects and arrays are nested deeper than 127"],
    [
      "__proto__",
      '{"__proto__":{"type":"disabled"}}',
      "error: <stdin>: the value is not what its shape (core-untagged)",
    ],
  ])("%s is refused at its place", async (_, stdin, message) => {
    const { code, out, err } = await run("explain -", { stdin });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("names the shapes that are accepted, and no value", async () => {
    const { err } = await run("explain -", { stdin: '{"type":"s3cret"}' });
    expect(err).toContain('\n  legacy         {"type": "workspaceWrite", "writableRoots": [...]}\n');
    expect(err).not.toContain("s3cret");
  });

  it("cannot write on the terminal", async () => {
    const { out } = await run(
      "explain -",
      given(managed([{ path: { type: "path", path: "/a\u001b[2J" }, access: "read" }])),
    );
    expect(out).toContain("/a\\u{1b}[2J");
    expect(out).not.toContain("\u001b");
  });

  it.each([
    [
      "explan",
      "error: unknown command 'explan'\n(Did you mean explain?)\nRun `codex-contracts permissions --help` for usage.\n",
    ],
    [
      "diff --jsn a b",
      "error: unknown option '--jsn'\n(Did you mean --json?)\nRun `codex-contracts permissions diff --help` for usage.\n",
    ],
  ])("%s is corrected", async (line, err) => expect((await run(line)).err).toBe(err));
});

describe("a lot of input takes no longer than it is long", () => {
  const written = (path: string) => ({ path: { type: "path", path }, access: "write" });
  const many = Array.from({ length: 4096 }, (_, index) => written(`/none/${"x/".repeat(400)}${index}`));

  it.each([
    ["one path of 4 MB", [written("/a".repeat(2_000_000))]],
    ["4096 paths that are 400 deep", many],
  ])("%s", { timeout: 30_000 }, async (_, entries) => {
    const world = given(managed(entries));
    expect((await run("explain -", world)).code).toBe(0);
    expect((await run("diff profile.json -", world)).code).toBe(1);
  });
});

it("has colours on a terminal only", async () => {
  expect((await run("explain profile.json", { terminal: true })).out).toContain("\u001b[31mnone\u001b[39m");
  expect((await run("diff profile.json wider.json", { terminal: true })).out).toContain(
    "\u001b[31mgrants\u001b[39m",
  );
  expect((await run("explain profile.json")).out).not.toContain("\u001b");
});

describe.skipIf(process.platform === "win32")("the built command on a real directory", () => {
  let directory: string;
  beforeAll(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), "codex-contracts-permissions-")));
    for (const name of ["ws", "ws/.git", "outside"]) mkdirSync(join(directory, name));
    symlinkSync(join(directory, "outside"), join(directory, "ws", "link"));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it("sees what is protected there", async () => {
    const { code, stdout, stderr } = await runBin([
      "permissions",
      "explain",
      "--cwd",
      join(directory, "ws"),
      sample("profile.json"),
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^read +\S*\/ws\/\.git +protected below a writable place$/m);
  });

  it("follows links", async () => {
    const args = [
      "permissions",
      "explain",
      "--json",
      "--path",
      "link/a",
      "--cwd",
      join(directory, "ws"),
      sample("profile.json"),
    ];
    const { decision } = JSON.parse((await runBin(args)).stdout) as { readonly decision: unknown };
    expect(decision).toMatchObject({ realPath: join(directory, "outside", "a"), access: "read" });
  });

  it("takes the directory of TMPDIR", async () => {
    const args = ["permissions", "explain", "--cwd", join(directory, "ws")];
    const { stdout } = await runBin(args, {
      stdin: '"workspace-write"',
      env: { TMPDIR: join(directory, "outside") },
    });
    expect(stdout).toMatch(/^write +\S*\/outside +tmpdir$/m);
  });

  it("converts from a pipe", async () => {
    const { code, stdout, stderr } = await runBin(["permissions", "convert", "--to", "legacy"], {
      stdin: '{"type":"disabled"}',
    });
    expect([code, JSON.parse(stdout), stderr]).toEqual([0, { type: "dangerFullAccess" }, ""]);
  });

  it("ends with 1 when more is granted", async () => {
    const args = ["permissions", "diff", sample("profile.json"), sample("wider-profile.json")];
    const [more, less] = await Promise.all([
      runBin(args),
      runBin([...args.slice(0, 2), ...args.slice(2).reverse()]),
    ]);
    // Going back, the read-only docs are opened again.
    expect([
      more.code,
      less.code,
      (await runBin([...args.slice(0, 3), sample("profile.json")])).code,
    ]).toEqual([1, 1, 0]);
  });

  it("refuses a directory as input", async () => {
    const { code, stderr } = await runBin(["permissions", "explain", directory]);
    expect([code, stderr.split("\n")[0]]).toEqual([2, `error: cannot read ${directory}: it is a directory`]);
  });
});
