import fc from "fast-check";
import { expect, it } from "vitest";
import { readCursor, writeCursor } from "../../src/api/cursor.js";

it("reads what it wrote", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.string({ minLength: 1, unit: "grapheme" }), (receivedAt, key) => {
      expect(readCursor(writeCursor({ receivedAt, key }))).toEqual({ receivedAt, key });
    }),
  );
});

it("takes nothing else", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const position = readCursor(Buffer.from(json).toString("base64url"));
      expect(
        position === undefined ||
          JSON.stringify([position.receivedAt, position.key]) === JSON.stringify(JSON.parse(json)),
      ).toBe(true);
    }),
  );
});
