/**
 * Judges random pairs of schemas and looks for instances that contradict the differ: `node scripts/run.mjs judge-pairs
 * [pairs] [first seed]`. Prints what it did and ends with 1 when a verdict is wrong.
 */
import { judgePairs, newTally } from "../packages/codegen/test/compat/contradictions.js";

const [pairs = 10_000, first = 1] = process.argv.slice(2).map(Number);
const tally = newTally();
const start = performance.now();
for (let done = 0; done < pairs; done += 1_000) {
  const count = Math.min(1_000, pairs - done);
  await judgePairs(
    Array.from({ length: count }, (_, i) => first + done + i),
    tally,
  );
  if ((done / 1_000) % 20 === 19) console.log(`${done + count} pairs, ${tally.wrong.length} wrong`);
}
const seconds = Math.round((performance.now() - start) / 1000);
const { compatible, breaking, unknown, instances, wrong } = tally;
console.log(`${tally.pairs} pairs of schemas from seed ${first} and ${instances} instances in ${seconds} s`);
console.log(`${compatible} verdicts compatible, ${breaking} breaking, ${unknown} unknown`);
for (const { seed, what } of wrong.slice(0, 20)) console.log(`wrong: seed ${seed}: ${what}`);
console.log(`${wrong.length} contradicted`);
process.exitCode = wrong.length === 0 ? 0 : 1;
