// @ts-check
/** A Vitest reporter: leaves in the package's `.turbo` folder what passed, failed and was skipped, and why. */
import { mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

/** @typedef {{ passed: number, failures: string[], skipped: { name: string, why: string }[] }} Report */

export default class TestReport {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly { message?: string }[]} unhandledErrors
   * @param {string} reason
   */
  onTestRunEnd(modules, unhandledErrors, reason) {
    /** @type {Report} */
    const report = { passed: 0, failures: [], skipped: [] };
    for (const module of modules) addModule(report, module);
    for (const { message } of unhandledErrors)
      report.failures.push(`unhandled error: ${message ?? "no message"}`);
    if (reason !== "passed" && report.failures.length === 0) {
      report.failures.push(modules.length === 0 ? "no tests found" : `the run ${reason}`);
    }
    mkdirSync(".turbo", { recursive: true });
    writeFileSync(".turbo/test-report.json", `${JSON.stringify(report, undefined, 2)}\n`);
  }
}

/**
 * @param {Report} report
 * @param {import("vitest/node").TestModule} module
 */
function addModule(report, module) {
  const file = relative(process.cwd(), module.moduleId).replaceAll("\\", "/");
  for (const test of module.children.allTests()) {
    const name = `${file} > ${test.fullName}`;
    const result = test.result();
    if (result.state === "passed") report.passed += 1;
    else if (result.state === "skipped") report.skipped.push({ name, why: result.note ?? reason(test) });
    else report.failures.push(name);
  }
  // A file or a suite that breaks outside its tests has no test to blame.
  const broken = [module, ...module.children.allSuites()].filter((each) => each.errors().length > 0);
  for (const each of broken) report.failures.push(`${file}: ${each.errors()[0]?.message}`);
}

/** @param {import("vitest/node").TestCase} test */
function reason(test) {
  return test.options.mode === "todo" ? "to do" : "no reason given: skip it with context.skip(reason)";
}
