// @ts-check
/** Runs the checks of the whole repository, all of them even when one fails, and ends with one line for machines. */
import { spawnSync } from "node:child_process";
import { root, run } from "./run-command.mjs";
import { collectReports, removeReports, reporter } from "./test-summary.mjs";

const reporters = ["--reporter=default", reporter];
const turbo = ["turbo", "run", "--continue=dependencies-successful"];

/**
 * The checks in their order; `again` repeats one by hand.
 * @type {{ name: string, command: string[], again: string, slow?: boolean }[]}
 */
const checks = [
  {
    name: "drift",
    command: ["scripts/run.mjs", "write-schema", "--check"],
    again: "npm run write-schema -- --check",
  },
  { name: "mutation", command: ["scripts/run.mjs", "mutation"], again: "npm run mutation" },
  { name: "lint", command: ["biome", "check", "--error-on-warnings"], again: "npm run lint" },
  { name: "boundaries", command: ["turbo", "boundaries"], again: "npm run boundaries" },
  {
    name: "build",
    command: [...turbo, "build", "typecheck", "--output-logs=errors-only"],
    again: "npm run build",
  },
  {
    name: "tests",
    command: [...turbo, "test", "test:scripts", "--output-logs=new-only", "--", ...reporters],
    again: "npx pnpm --filter <package> test",
  },
  {
    name: "changeset",
    command: ["codex-contracts", "changeset", "--check"],
    again: "npm run -s codex-contracts -- changeset --check",
  },
  {
    name: "pack",
    command: [...turbo, "check:pack", "--output-logs=new-only"],
    again: "npx pnpm --filter <package> check:pack",
    slow: true,
  },
];

/** @typedef {{ name: string, ok: boolean, seconds: number, hint: string }} Outcome */

const selected = checks.filter(({ slow }) => process.argv[2] === "all" || slow !== true);
const treeBefore = workingTree();
removeReports();

/** @type {Outcome[]} */
const outcomes = [];
for (const check of selected) outcomes.push(await outcomeOf(check));
// Only where nobody edits meanwhile can a change be blamed on the checks.
if (process.env.CI && workingTree() !== treeBefore) {
  outcomes.push({
    name: "unchanged",
    ok: false,
    seconds: 0,
    hint: "the checks changed files: see git status",
  });
}
process.exitCode = summarize(outcomes);

/**
 * @param {(typeof checks)[number]} check
 * @returns {Promise<Outcome>}
 */
async function outcomeOf({ name, command, again }) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const ok = (await run(command)) === 0;
  return { name, ok, seconds: (performance.now() - start) / 1000, hint: ok ? "" : `repeat: ${again}` };
}

/**
 * Prints what happened; a failed check other than the tests counts as one failure.
 * @param {readonly Outcome[]} outcomes
 */
function summarize(outcomes) {
  const { passed, failures, skipped } = collectReports();
  const failedChecks = outcomes.filter(({ name, ok }) => !ok && (name !== "tests" || failures.length === 0));
  const failed = failures.length + failedChecks.length;
  console.log("\n── summary");
  for (const { name, ok, seconds, hint } of outcomes) {
    console.log(
      `${name.padEnd(10)}  ${ok ? "ok    " : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${hint}`.trimEnd(),
    );
  }
  for (const name of failures) console.log(`failed: ${name}`);
  for (const { name, why } of skipped) console.log(`skipped: ${name}: ${why}`);
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
  return failed === 0 ? 0 : 1;
}

/** What git sees changed; nothing outside a clone. */
function workingTree() {
  return spawnSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }).stdout ?? "";
}
