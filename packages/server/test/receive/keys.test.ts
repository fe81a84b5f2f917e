import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createRecentKeys } from "../../src/receive/recent-keys.js";
import { createUuidV7 } from "../../src/receive/uuid-v7.js";

it("remembers the latest keys and at most twice as many", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50).map(String)), fc.integer({ min: 1, max: 9 }), (added, size) => {
      const recent = createRecentKeys(size);
      for (const key of added) recent.add(key);
      const latest = [...new Set(added.toReversed())].slice(0, size);
      expect(latest.every((key) => recent.has(key))).toBe(true);
      expect([...new Set(added)].filter((key) => recent.has(key)).length).toBeLessThanOrEqual(2 * size);
    }),
  );
});

it("makes UUIDs of version 7 that sort by time", () => {
  let time = 1_776_900_000_000;
  const make = createUuidV7(() => time);
  const made = Array.from({ length: 600 }, () => {
    time += 1;
    return make();
  });
  expect(
    made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true);
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(600);
});
