/**
 * How long a hook takes from start to end, as one bundled file: over a bare Node, and over a Node that only reads stdin.
 * The candidates take turns, so that what else the machine does hits all of them alike.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const rounds = Number(process.env["ROUNDS"] ?? 40);
const limit = 60;
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hook-start-up-"));
const bundle = join(folder, "hook.mjs");
const request = readFileSync(join(here, "request.json"));
try {
  await build({
    entryPoints: [join(here, "hook.mjs")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    minify: true,
    logLevel: "warning",
    logOverride: { "ignored-bare-import": "silent" },
  });
  writeFileSync(join(folder, "empty.mjs"), "");
  const candidates = {
    "node -e 0": ["-e", "0"],
    "node with an empty module": [join(folder, "empty.mjs")],
    "a hook as one file": [bundle],
    "the same hook from node_modules": [join(here, "hook.mjs")],
  };
  const times = new Map(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(candidates)) times.get(name).push(run(name, args));
  report(times);
} finally {
  rmSync(folder, { recursive: true });
}

function run(name, args) {
  const from = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { input: request });
  const time = performance.now() - from;
  if (status !== 0 || (name.includes("hook") && !String(stdout).includes('"allow"')))
    throw new Error(`${name} failed: ${stdout}`);
  return time;
}

function report(times) {
  const bare = median(times.get("node -e 0"));
  for (const [name, list] of times)
    console.log(
      `${name.padEnd(32)} ${median(list).toFixed(1).padStart(7)} ms  ${(median(list) - bare).toFixed(1).padStart(6)} ms over node -e 0`,
    );
  const over = median(times.get("a hook as one file")) - bare;
  console.log(`bundle: ${statSync(bundle).size} bytes; ${rounds} rounds; limit ${limit} ms over node -e 0`);
  if (over > limit) {
    console.error(`a bundled hook takes ${over.toFixed(1)} ms over node -e 0`);
    process.exitCode = 1;
  }
}

function median(list) {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
}
