// Writes sizes.md from the packages as they are built, and prints what comes closest to each limit.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "../src/sizes/limits.js";
import { measureSizes } from "../src/sizes/measure.js";
import { sizesTable } from "../src/sizes/table.js";
import { packageRoot } from "../src/workspace.js";

const measured = await measureSizes();
writeFileSync(join(packageRoot, "sizes.md"), sizesTable(measured));
for (const { what, limit, sizes } of LIMITS) {
  const largest = [...sizes(measured)].sort((a, b) => b.size - a.size).slice(0, 3);
  console.log(
    `${what}, at most ${limit} bytes: ${largest.map(({ id, size }) => `${id} ${size}`).join(", ")}`,
  );
}
