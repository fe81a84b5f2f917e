// @ts-check
/**
 * Measures decoding and resolving: 1,000 paths under a profile of 50 entries, and how many paths a second one core
 * resolves once the profile is compiled, next to a loop that reads the rules for every path.
 *
 * Run it with `pnpm bench` in this package; `--json` prints one line of JSON. Exits with 1 when the compiled profile
 * and the loop disagree, or when fewer than a million paths a second are resolved.
 */
import { compileProfile, decodeProfile } from "@codex-contracts/permissions";
import { naiveAccess } from "./naive.mjs";
import { paths, profile } from "./subject.mjs";

const context = { cwd: "/home/me/ws" };
const goal = 1_000_000;
const rounds = 9;

const decoded = decodeProfile(profile);
if (!decoded.ok) throw new Error("the profile of the benchmark does not decode");
const resolver = compileProfile(decoded.value, context);
const naive = naiveAccess(profile.fileSystem.entries, context.cwd);

const disagreements = paths.filter((path) => resolver.access(path) !== naive(path));

/** One batch is long enough for the clock; compiled and naive take turns, so that both meet the same machine. */
const batches = { compiled: 200, naive: 20, fromWire: 20 };
/** @type {Record<keyof typeof batches, number[]>} */
const seconds = { compiled: [], naive: [], fromWire: [] };
for (let round = 0; round < rounds + 3; round++) {
  const measured = {
    compiled: timed(batches.compiled, () => resolveAll(resolver.access)),
    naive: timed(batches.naive, () => resolveAll(naive)),
    fromWire: timed(batches.fromWire, decodeAndResolve),
  };
  // The first rounds warm up.
  if (round < 3) continue;
  for (const name of /** @type {const} */ (["compiled", "naive", "fromWire"]))
    seconds[name].push(measured[name]);
}

const perSecond = {
  compiled: (paths.length * batches.compiled) / median(seconds.compiled),
  naive: (paths.length * batches.naive) / median(seconds.naive),
};
const result = {
  entries: profile.fileSystem.entries.length,
  paths: paths.length,
  decodeCompileResolveMs: (median(seconds.fromWire) / batches.fromWire) * 1000,
  pathsPerSecond: Math.round(perSecond.compiled),
  naivePathsPerSecond: Math.round(perSecond.naive),
  timesNaive: perSecond.compiled / perSecond.naive,
  disagreements: disagreements.length,
};

if (process.argv.includes("--json")) console.log(JSON.stringify(result));
else print();
if (result.disagreements > 0 || result.pathsPerSecond < goal) process.exitCode = 1;

function print() {
  console.log(`${result.entries} entries, ${result.paths} paths, median of ${rounds} rounds, one core`);
  console.log(`decode, compile and resolve all  ${result.decodeCompileResolveMs.toFixed(2)} ms`);
  console.log(`resolve, compiled once           ${millions(result.pathsPerSecond)} paths/s`);
  console.log(`resolve, a loop over the rules   ${millions(result.naivePathsPerSecond)} paths/s`);
  console.log(`compiled against the loop        ${result.timesNaive.toFixed(1)} times`);
  if (result.disagreements > 0) console.log(`they disagree about ${result.disagreements} paths`);
}

function decodeAndResolve() {
  const again = decodeProfile(profile);
  return again.ok ? resolveAll(compileProfile(again.value, context).access) : 0;
}

/** @param {(path: string) => string} access */
function resolveAll(access) {
  let readable = 0;
  for (const path of paths) if (access(path) !== "none") readable++;
  return readable;
}

/**
 * @param {number} times
 * @param {() => number} work
 */
function timed(times, work) {
  globalThis.gc?.();
  const started = performance.now();
  let readable = 0;
  for (let count = 0; count < times; count++) readable += work();
  // What the loops count is looked at, so that none of them can be left out.
  if (readable === 0) throw new Error("nothing is readable");
  return (performance.now() - started) / 1000;
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** @param {number} count */
function millions(count) {
  return `${(count / 1e6).toFixed(2)} million`;
}
