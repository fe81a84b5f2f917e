// Prints how long importing the packages takes over an empty process: `pnpm --filter @codex-contracts/conformance startup [rounds]`.
import { measureStartup } from "../src/startup/measure.js";

const rounds = Number(process.argv[2] ?? 40);
const [empty, ...others] = measureStartup(rounds);
if (empty === undefined) throw new Error("nothing was measured");
console.log(
  `${empty.name}: median ${empty.median.toFixed(1)} ms, fastest ${empty.fastest.toFixed(1)} ms of ${rounds}`,
);
for (const { name, median, fastest } of others) {
  console.log(
    `${name}: +${(median - empty.median).toFixed(1)} ms, fastest +${(fastest - empty.fastest).toFixed(1)} ms`,
  );
}
