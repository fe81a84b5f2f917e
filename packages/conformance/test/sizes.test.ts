import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LIMIT_EXCEPTIONS, LIMITS } from "../src/sizes/limits.js";
import { measureSizes } from "../src/sizes/measure.js";
import { REPAIR, sizesTable } from "../src/sizes/table.js";
import { packageRoot } from "../src/workspace.js";

const measured = await measureSizes();

it("the committed table is as the code is", () => {
  const committed = readFileSync(join(packageRoot, "sizes.md"), "utf8").replaceAll("\r\n", "\n");
  expect(committed, `sizes.md has drifted; repair with: ${REPAIR}`).toBe(sizesTable(measured));
});

it.each(LIMITS)("$what: $limit bytes at most, but for the listed exceptions", ({ what, limit, sizes }) => {
  const exceptions = LIMIT_EXCEPTIONS.filter((each) => each.what === what);
  const larger = sizes(measured).filter(({ size }) => size > limit);
  expect(larger.map(({ id }) => id).sort()).toEqual(exceptions.map(({ id }) => id).sort());
  for (const { id, size } of larger)
    expect(size, id).toBeLessThanOrEqual(exceptions.find((each) => each.id === id)?.limit ?? limit);
});

it("a contract costs its own code and no more", () => {
  const smallest = Math.min(...measured.contracts.map(({ whole }) => whole));
  expect(smallest).toBeLessThan(measured.everyContract / 10);
});
