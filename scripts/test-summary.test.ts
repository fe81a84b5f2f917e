import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Report } from "./test-report.mjs";
import { collectReports } from "./test-summary.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "test-summary-"));
  write("package.json", { name: "workspace", scripts: { test: "not counted" } });
});
afterEach(() => rmSync(folder, { recursive: true }));

it("sums what passed, failed and was skipped, by package", () => {
  addPackage("a", { passed: 2, failures: [], skipped: [{ name: "x.test.ts > x", why: "needs a disk" }] });
  addPackage("b", { passed: 3, failures: ["y.test.ts > y"], skipped: [] });
  expect(collectReports(folder)).toEqual({
    passed: 5,
    failures: ["b y.test.ts > y"],
    skipped: [{ name: "a x.test.ts > x", why: "needs a disk" }],
  });
});

it("counts a package without a report as a failure", () => {
  addPackage("a", undefined);
  expect(collectReports(folder).failures).toEqual(["a: its tests were not run to the end"]);
});

it("asks nothing of a package without tests", () => {
  write("packages/a/package.json", { name: "a" });
  expect(collectReports(folder)).toEqual({ passed: 0, failures: [], skipped: [] });
});

function addPackage(name: string, report: Report | undefined): void {
  write(`packages/${name}/package.json`, { name, scripts: { test: "vitest run" } });
  if (report !== undefined) write(`packages/${name}/.turbo/test-report.json`, report);
}

function write(file: string, value: unknown): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(value));
}
