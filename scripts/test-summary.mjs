// @ts-check
/** Sums the reports that test-report.mjs leaves in each package that has tests. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-command.mjs";

/** The argument that makes Vitest leave one. */
export const reporter = `--reporter=${join(root, "scripts", "test-report.mjs")}`;

/** Removes the reports of an earlier run, so that a run that crashes cannot pass for it. */
export function removeReports() {
  for (const { file } of suites(root)) rmSync(file, { force: true });
}

/**
 * The sum over all packages. A package whose report is missing counts as one failure.
 * @param {string} [folder] the root of the workspace
 */
export function collectReports(folder = root) {
  /** @type {import("./test-report.mjs").Report} */
  const sum = { passed: 0, failures: [], skipped: [] };
  for (const { name, file } of suites(folder)) {
    if (!existsSync(file)) {
      sum.failures.push(`${name}: its tests were not run to the end`);
      continue;
    }
    /** @type {import("./test-report.mjs").Report} */
    const { passed, failures, skipped } = JSON.parse(readFileSync(file, "utf8"));
    sum.passed += passed;
    sum.failures.push(...failures.map((failure) => `${name} ${failure}`));
    sum.skipped.push(...skipped.map((skip) => ({ ...skip, name: `${name} ${skip.name}` })));
  }
  return sum;
}

/** @param {string} folder */
function suites(folder) {
  const packages = readdirSync(join(folder, "packages"))
    .sort()
    .map((name) => join(folder, "packages", name));
  return [...packages, folder].flatMap((each) => {
    const manifest = join(each, "package.json");
    if (!existsSync(manifest)) return [];
    const { name, scripts } = JSON.parse(readFileSync(manifest, "utf8"));
    const tested = each === folder ? scripts?.["test:scripts"] : scripts?.test;
    return tested === undefined ? [] : [{ name, file: join(each, ".turbo", "test-report.json") }];
  });
}
