import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { countRawMembers, UNSURE } from "../../src/judge/count-raw-members.js";

const place = (name: string) => fileURLToPath(new URL(`../../src/judge/${name}`, import.meta.url));

/** The same, byte by byte. */
function counted(bytes: Uint8Array): number {
  let members = 0;
  for (let i = 2; i < bytes.length; i++) {
    if (bytes[i] !== 0x3a) continue;
    if (bytes[i - 1] === 0x22) {
      if (bytes[i - 2] === 0x5c) return UNSURE;
      members += 1;
    } else if ((bytes[i - 1] ?? 0) <= 0x20) return UNSURE;
  }
  return members;
}

describe("the count of raw members", () => {
  it("is made by the code that its text says", async () => {
    const { parseWat } = await wabt();
    const text = readFileSync(place("count-raw-members.wat"), "utf8");
    const { buffer } = parseWat("count-raw-members.wat", text, { simd: true }).toBinary({});
    expect(readFileSync(place("count-raw-members.ts"), "utf8")).toContain(
      `"${Buffer.from(buffer).toString("base64")}"`,
    );
  });

  it.each([
    ["", 0],
    ["{}", 0],
    ['{"a":1}', 1],
    ['{"":1}', 1],
    ['{"a":{"b":[{"c":1}]},"d":":"}', 5],
    ['{"a":"b:c"}', 1],
    ['{"a" :1}', UNSURE],
    ['{"a\\":1":1}', UNSURE],
  ])("of %s is %i", (text, expected) => {
    expect(countRawMembers(Buffer.from(text))).toBe(expected);
  });

  it("is the same wherever the bytes stand", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const likely = fc.array(fc.constantFrom(...Buffer.from('":\\ a{')), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          likely.map((list) => Uint8Array.from(list)),
        ),
        fc.nat(16),
        (text, shift) => {
          const moved = new Uint8Array(shift + text.length);
          moved.set(text, shift);
          expect(countRawMembers(moved.subarray(shift))).toBe(counted(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("does not end with the room for one piece", () => {
    const member = '"a":1,';
    for (const length of [65_510, 65_515, 65_520, 65_540, 200_000]) {
      const text = Buffer.from(member.repeat(Math.ceil(length / member.length)).slice(0, length));
      expect(countRawMembers(text)).toBe(counted(text));
    }
  });
});
