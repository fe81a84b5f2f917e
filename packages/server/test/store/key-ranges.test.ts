import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { includes, rangesOf, union } from "../../src/store/key-ranges.js";

const numbers = fc.array(fc.nat(60), { maxLength: 40 });

describe("ranges", () => {
  it("hold what they are made of, and nothing else", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranges = rangesOf(list);
        for (let n = 0; n <= 62; n++) expect(includes(ranges, n)).toBe(list.includes(n));
      }),
    );
  });

  it("are sorted and apart, so that they stay few", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranges = rangesOf(list);
        for (const [i, [first, last]] of ranges.entries()) {
          expect(first).toBeLessThanOrEqual(last);
          expect(first).toBeGreaterThan((ranges[i - 1]?.[1] ?? -2) + 1);
        }
      }),
    );
  });

  it("join to what both hold", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(union(rangesOf(a), rangesOf(b))).toEqual(rangesOf([...a, ...b]));
      }),
    );
  });

  it("hold numbers up to the largest that a double holds exactly", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(rangesOf([most, most - 1])).toEqual([[most - 1, most]]);
  });
});
