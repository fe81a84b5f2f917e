import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { FileKind } from "../src/context.js";
import { main } from "../src/main.js";
import { fakeContext } from "./fake-context.js";

const SAMPLES = fileURLToPath(new URL("samples/schemas", import.meta.url));
const OURS = fileURLToPath(new URL("../../../schemas", import.meta.url));

/** Runs `lint` on a real folder, on a day of our choice. */
async function lint(args: readonly string[], today = "2026-06-01") {
  const context = {
    ...fakeContext(),
    inspect: async (path: string): Promise<FileKind> =>
      path === "/nowhere" ? { kind: "missing" } : { kind: path.endsWith(".json") ? "stream" : "directory" },
    now: () => Date.parse(`${today}T12:00:00Z`),
  };
  const code = await main(["lint", ...args], "1.2.3", context);
  return { code, ...context.written };
}

// Two of the tests read the whole of our schemas.
describe("lint", { timeout: 60_000 }, () => {
  it("shows where each finding is, its rule, what is wrong and how to mend it", async () => {
    const { code, out } = await lint([SAMPLES]);
    expect(code).toBe(1);
    expect(out).toContain(
      `${SAMPLES}/delivery.schema.json:10:7  error  pattern-backtracking\n    matching may take exponential time\n    → let no two`,
    );
    expect(out).toContain("delivery.schema.json:16:18  error  reference");
    expect(out).toMatch(/2 errors, \d warnings in 1 schema \(\d+ rules, preset portable\)\n$/);
  });

  it("prints the same as JSON, with the lines", async () => {
    const { code, out } = await lint(["--json", SAMPLES]);
    const { findings, preset } = JSON.parse(out);
    expect({ code, preset }).toEqual({ code: 1, preset: "portable" });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: "number-bounds",
        severity: "warning",
        line: 12,
        pointer: "/properties/sent_at",
      }),
    );
  });

  it("leaves out what is installed or hidden, at any depth", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lint-"));
    try {
      cpSync(SAMPLES, folder, { recursive: true });
      for (const foreign of ["node_modules/other", "sub/node_modules", ".hidden"]) {
        mkdirSync(join(folder, foreign), { recursive: true });
        writeFileSync(join(folder, foreign, "broken.json"), "{");
      }
      writeFileSync(join(folder, ".rc.json"), "{");
      const [all, own] = [await lint(["--json", folder]), await lint(["--json", SAMPLES])];
      expect(JSON.parse(all.out)).toEqual(JSON.parse(own.out.replaceAll(SAMPLES, folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("prints a SARIF log, in which waived findings are suppressed", async () => {
    const { out } = await lint(["--sarif", OURS]);
    const log = JSON.parse(out);
    const { tool, results } = log.runs[0];
    const rules = new Set(tool.driver.rules.map((rule: { id: string }) => rule.id));
    expect(log.version).toBe("2.1.0");
    for (const result of results) {
      expect(rules).toContain(result.ruleId);
      expect(result.locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
    expect(
      results.filter((r: { suppressions?: unknown }) => r.suppressions !== undefined).length,
    ).toBeGreaterThan(30);
  });

  it("finds nothing in our own schemas until their waivers run out", async () => {
    expect(await lint([OURS], "2027-05-31")).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing found"),
    });
    expect(await lint([OURS], "2027-06-01")).toMatchObject({
      code: 1,
      out: expect.stringContaining("waiver-expired"),
    });
  });

  it("takes warnings for errors when it is strict", async () => {
    const warned = `${SAMPLES}-warned`;
    expect(await lint([warned])).toMatchObject({
      code: 0,
      out: expect.stringContaining("1 warning in 1 schema"),
    });
    expect((await lint(["--strict", warned])).code).toBe(1);
  });

  it("shows as many findings as are asked for, and counts the others by rule", async () => {
    const { out } = await lint(["--max-findings", "1", SAMPLES]);
    expect(out.match(/ {2}(?:error|warning) {2}/g)).toHaveLength(1);
    expect(out).toContain("4 more findings not shown (--max-findings). All by rule:");
    expect(out).toMatch(/^ +1 {2}pattern-backtracking$/m);
  });

  it("explains a rule, and names the one that was probably meant", async () => {
    expect(await lint(["--explain", "privacy-ceiling"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("No value of a contract is more sensitive than its ceiling."),
    });
    expect(await lint(["--explain", "privacy-ceilng"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean privacy-ceiling?"),
    });
  });

  it("says so when there is no such folder", async () => {
    expect(await lint(["/nowhere"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no folder /nowhere"),
    });
  });
});
