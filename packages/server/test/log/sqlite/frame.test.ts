import * as fc from "fast-check";
import { expect, it } from "vitest";
import { packEntries, unpackEntries } from "../../../src/log/sqlite/frame.js";

const text = fc.option(fc.string({ unit: "binary" }));
const entry = fc.record({
  key: fc.string({ unit: "binary" }),
  receivedAt: fc.maxSafeNat(),
  meta: fc.record({ token: text, user_agent: text, originator: text, event_keys: text }),
  body: fc.uint8Array({ maxLength: 300 }),
});

it("takes apart what it has put together, in order", () => {
  fc.assert(
    fc.property(fc.array(entry), fc.integer({ min: 1, max: 1e9 }), (entries, id) => {
      const taken = unpackEntries(packEntries(entries), id, 2);
      // Through JSON, halves of characters become something else; everything else is equal.
      const wellFormed = entries.map((each) => ({
        ...each,
        ...JSON.parse(Buffer.from(JSON.stringify({ key: each.key, meta: each.meta })).toString()),
      }));
      expect(
        taken.map(({ position: _p, deliveries: _d, body, ...rest }) => ({
          ...rest,
          body: Uint8Array.from(body),
        })),
      ).toEqual(wellFormed);
      expect(taken.every(({ deliveries }) => deliveries === 2)).toBe(true);
      const positions = taken.map(({ position }) => position);
      expect(positions).toEqual(positions.toSorted());
      expect(new Set(positions).size).toBe(entries.length);
    }),
  );
});
