import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runBin } from "./run-bin.js";

const require = createRequire(import.meta.url);
const recorded = require.resolve("@codex-contracts/fixtures/recorded/codex-0.125.0-events.ndjson");
const bin = fileURLToPath(new URL("../bin/codex-contracts.js", import.meta.url));
const broken = '{"event_type":"codex_hook_run","event_params":{"note":"s3cret"}}\n';
const SLOW = { timeout: 120_000 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "codex-contracts-server-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: readonly string[], stdin = "") => runBin([...args, "--folder", folder], { stdin });
const json = async (args: readonly string[]) =>
  JSON.parse((await run([...args, "--json"])).stdout) as unknown;

describe("without a server", SLOW, () => {
  it("says that there is nothing yet, and what to do", async () => {
    const { code, stderr } = await run(["stats"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("start `codex-contracts serve`")]);
  });

  it("ingests captures, once however often they come", async () => {
    const first = await run(["ingest", recorded]);
    expect([first.code, first.stdout]).toEqual([
      0,
      "125 events accepted, 0 of a later release, 0 quarantined\n",
    ]);
    await run(["ingest", recorded]);
    expect(await json(["stats"])).toMatchObject({ totals: { accepted: 125 }, store: { events: 125 } });
  });

  it("puts what is broken into the quarantine, and names the lines that hold no event", async () => {
    const { code, stdout, stderr } = await run(["ingest", "-"], `${broken}7\n`);
    expect([code, stdout]).toEqual([1, "0 events accepted, 0 of a later release, 1 quarantined\n"]);
    expect(stderr).toContain("<stdin>:2  expected an event");
  });

  it("answers questions in SQL", async () => {
    const sql = "SELECT status, count(*) AS turns FROM codex_turn_event GROUP BY ALL ORDER BY turns DESC";
    const { code, stdout } = await run(["query", sql]);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "status       turns"]);
    const rows = (await run(["query", "--json", "-"], sql)).stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(rows[0]).toEqual({ status: "completed", turns: expect.any(Number) });
    const { code: refused, stderr } = await run(["query", "DELETE FROM codex_turn_event"]);
    expect([refused, stderr]).toEqual([2, expect.stringContaining("only statements that read")]);
  });

  it.each([
    ["2", "SELECT * FROM range(3)", "cut off after 2 rows; --rows shows more\n"],
    ["99", "SELECT repeat('x', 20000000) FROM range(9)", /^cut off after 1 row: .* too large; ask for fewer/],
  ])("says why an answer ends early: %s rows at most, %s", async (rows, sql, why) => {
    const { code, stderr } = await run(["query", "--json", "--rows", rows, sql]);
    expect([code, stderr]).toEqual([0, typeof why === "string" ? why : expect.stringMatching(why)]);
  });

  it("exports what it has taken", async () => {
    const { stdout } = await run(["export", "--type", "codex_turn_event"]);
    const sent = readFileSync(recorded, "utf8")
      .split("\n")
      .filter((line) => line.includes('"codex_turn_event"'));
    expect(stdout.trim().split("\n").toSorted()).toEqual(sent.toSorted());
    expect(await run(["export", "--format", "parquet"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("needs --type"),
    });
  });

  it("shows, replays and drops the quarantine, without values", async () => {
    const { groups } = (await json(["quarantine", "list"])) as { groups: { fingerprint: string }[] };
    const fingerprint = groups[0]?.fingerprint ?? "";
    const shown = await run(["quarantine", "show", fingerprint]);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining("/event_params/note: not known")]);
    expect(shown.stdout).not.toContain("s3cret");
    expect(await run(["quarantine", "replay"])).toMatchObject({
      code: 1,
      stdout: "0 events stored, 1 still in quarantine\n",
    });
    expect(await run(["quarantine", "drop", fingerprint])).toMatchObject({
      code: 0,
      stdout: `${fingerprint}: 1 event dropped\n`,
    });
    expect(await run(["quarantine", "list"])).toMatchObject({ code: 0, stdout: "the quarantine is empty\n" });
  });

  it("makes, lists and revokes tokens, and shows each once", async () => {
    const made = await run(["tokens", "create", "laptops"]);
    expect(made.stdout).toMatch(/^cxc_[\w-]{43}\n$/);
    expect(await run(["tokens", "create", "laptops"])).toMatchObject({ code: 2 });
    expect(await json(["tokens", "list"])).toEqual([
      { name: "laptops", scopes: ["ingest"], created_at: expect.any(String) },
    ]);
    expect(readFileSync(join(folder, "tokens.json"), "utf8")).not.toContain(made.stdout.trim());
    expect(await run(["tokens", "revoke", "laptops"])).toMatchObject({ code: 0 });
    expect(await run(["tokens", "revoke", "laptops"])).toMatchObject({ code: 2 });
    rmSync(join(folder, "tokens.json"));
  });
});

describe("with a server", SLOW, () => {
  it("says where it is, answers the same, shows events as they come, and ends when it is told", async () => {
    const config = join(folder, "server.json");
    writeFileSync(config, JSON.stringify({ port: 0, log_level: "warn" }));
    const child = spawn(process.execPath, [bin, "serve", "--folder", folder, "--config", config]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "exit");
    child.stdout.setEncoding("utf8");
    const [banner] = (await once(child.stdout, "data")) as [string];
    expect(banner).toMatch(/^events +POST http:\/\/127\.0\.0\.1:\d+\/codex\/analytics-events\/events/);
    expect(banner).toContain("there are no tokens: only programs on this machine can reach the server");

    const tail = spawn(process.execPath, [bin, "events", "--tail", "--json", "--folder", folder]);
    onTestFinished(() => void tail.kill("SIGKILL"));
    const told = once(tail.stdout.setEncoding("utf8"), "data");
    const keepSending = setInterval(
      () => void run(["ingest", "-"], broken.replace("s3cret", `s3cret-${Math.random()}`)),
      2000,
    );
    const [line] = (await told) as [string];
    clearInterval(keepSending);
    expect(JSON.parse(line.split("\n")[0] ?? "")).toMatchObject({
      event_type: "codex_hook_run",
      verdict: "quarantined",
    });
    tail.kill("SIGINT");
    expect((await once(tail, "exit"))[0]).toBe(0);

    expect(await json(["stats"])).toMatchObject({ totals: { accepted: 125 } });
    const backup = join(folder, "backup");
    expect(await run(["backup", backup])).toMatchObject({ code: 0 });
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
    const copied = await runBin(["stats", "--json", "--folder", backup]);
    expect(JSON.parse(copied.stdout)).toMatchObject({ totals: { accepted: 125 } });
  });

  it.each([
    ["an option that is none", ["serve", "--port", "s3cret"], "--port: expected a whole number"],
    ["a host without tokens", ["serve", "--host", "0.0.0.0"], "--host: expected a loopback address"],
    ["a file that is not there", ["serve", "--config", "nothing.json"], "cannot read nothing.json"],
    ["a worker of a folder", ["worker"], "--log: expected nats://"],
    [
      "a server that is not there",
      ["ingest", "--url", "http://127.0.0.1:9", recorded],
      "the server cannot be reached",
    ],
    ["--tail without a server", ["events", "--tail"], "no server runs on this folder"],
  ])("%s is a mistake that is explained", async (_, args, message) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain("s3cret");
  });
});
