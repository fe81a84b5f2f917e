// @ts-check
/**
 * Runs a job of this repository on a machine that has Node and npm and nothing else:
 * installs what is missing, builds what the job needs, runs it, and ends with its exit code.
 */

import { basename } from "node:path";
import { install, requireNode } from "./install.mjs";
import { environment, fileOf, run, runQuietly } from "./run-command.mjs";

/**
 * Every job: the package that is built first, with all it depends on, and the commands that run then.
 * The arguments after the name of the job go to the last command.
 * @type {Record<string, { build?: string, run: string[][] }>}
 */
const jobs = {
  start: { run: [["scripts/start.mjs"]] },
  test: { run: [["scripts/check.mjs", "all"]] },
  check: { run: [["scripts/check.mjs", "fast"]] },
  build: { run: [["turbo", "run", "build", "typecheck"]] },
  bench: {
    build: "./packages/*",
    run: [
      ["pnpm", "--filter", "@codex-contracts/permissions", "run", "bench"],
      ["pnpm", "--filter", "@codex-contracts/hooks", "run", "bench"],
      ["pnpm", "--filter", "@codex-contracts/bench", "run", "bench"],
    ],
  },
  "codex-contracts": { build: "./packages/cli", run: [["codex-contracts"]] },
  "write-schema": { run: [["scripts/run.mjs", "write-schema"]] },
  mutation: { build: "./packages/protocol", run: [["scripts/run.mjs", "mutation"]] },
  boundaries: { run: [["turbo", "boundaries"]] },
  lint: { run: [["biome", "check", "--error-on-warnings"]] },
  format: { run: [["biome", "check", "--write"]] },
  changeset: { run: [["changeset"]] },
  changelog: { build: "./packages/cli", run: [["scripts/changelog.mjs"]] },
  "release:check": { build: "./packages/*", run: [["scripts/release-check.mjs"]] },
  release: {
    run: [["scripts/check.mjs", "all"], ["scripts/release-check.mjs"], ["changeset", "publish"]],
  },
};

const [name = "", ...args] = process.argv.slice(2);
const job = jobs[name];
if (job === undefined) {
  console.error(`unknown job "${name}": expected one of ${Object.keys(jobs).join(", ")}`);
  process.exit(2);
}
requireNode();
install();
if (job.build !== undefined) await build(job.build);
for (const command of job.run.slice(0, -1)) await must(run(command));
await finish([...(job.run.at(-1) ?? []), ...args]);

/** @param {string} filter */
function build(filter) {
  return must(runQuietly(["turbo", "run", "build", "--output-logs=errors-only", `--filter=${filter}`]));
}

/** @param {Promise<number>} exit */
async function must(exit) {
  const code = await exit;
  if (code !== 0) process.exit(code);
}

/**
 * Runs the last command; a script becomes this process, which saves the start of another one.
 * @param {string[]} command
 */
async function finish([program = "", ...rest]) {
  if (!program.endsWith(".mjs")) process.exit(await run([program, ...rest]));
  Object.assign(process.env, environment);
  process.argv = [process.execPath, fileOf(program), ...rest];
  await import(`./${basename(program)}`);
}
