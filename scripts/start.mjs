// @ts-check
/**
 * The main job: generate what the schemas say, build it, judge the recorded traffic of a real Codex by it, and send
 * that traffic through client, server and tables. `--serve` leaves the server running.
 */
import { run, runQuietly } from "./run-command.mjs";

const RECORDED = ["codex-0.125.0-events", "codex-0.125.0-turn-metadata"].map(
  (name) => `packages/fixtures/recorded/${name}.ndjson`,
);

/** @type {readonly (readonly [title: string, step: () => Promise<number>])[]} */
const steps = [
  [
    "schemas/ → types, validators, schemas, reference, fixtures",
    () => run(["scripts/run.mjs", "write-schema"]),
  ],
  [
    "building",
    () => runQuietly(["turbo", "run", "build", "--output-logs=errors-only", "--filter=./packages/cli"]),
  ],
  ["events that a real Codex 0.125.0 sent", () => run(["codex-contracts", "validate", RECORDED[0] ?? ""])],
  [
    "its x-codex-turn-metadata headers",
    () =>
      run(["codex-contracts", "validate", "--contract", "turn-metadata/turn-metadata", RECORDED[1] ?? ""]),
  ],
  [
    "the same events from our client through our server into its tables",
    () => run(["tsx", "packages/conformance/scripts/pipeline.ts", ...process.argv.slice(2)]),
  ],
];

for (const [title, step] of steps) {
  console.log(`\n── ${title}`);
  const code = await step();
  if (code !== 0) process.exit(code);
}

console.log(`
Everything agrees. Next:
  npm run -s codex-contracts -- list                           the contracts
  npm run -s codex-contracts -- show codex_turn_event          one of them: reference, type, example
  npm run -s codex-contracts -- example analytics/codex-turn-event --invalid
  npm run -s codex-contracts -- validate your-events.ndjson    judge your own traffic
  npm start -- --serve                                         the same, and the server stays with its inspector
  npm run write-schema -- --watch                              regenerate while you edit schemas/
  npm test                                                     all checks
  docs/reference/README.md                                     the reference, to read`);
