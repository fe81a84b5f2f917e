import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMembers } from "../../src/judge/count-members.js";
import { countRawMembers } from "../../src/judge/count-raw-members.js";
import { findFault } from "../../src/judge/find-fault.js";
import { readBody } from "../../src/judge/read-body.js";

const read = (text: string | Uint8Array) => readBody(Buffer.from(text), 8);

describe("a body that is refused", () => {
  it.each([
    ["nothing", "", { path: "", code: "syntax", expected: "JSON, and the text ends too early" }],
    ["no JSON", '{"a":secret}', { path: "", code: "syntax" }],
    ["half an object", '{"a":1', { path: "", code: "syntax" }],
    [
      "bytes outside UTF-8",
      Uint8Array.of(0x22, 0xc3, 0x28, 0x22),
      { path: "", code: "encoding", expected: "UTF-8" },
    ],
    ["half a character", Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), { path: "", code: "encoding" }],
    ["a key twice", '{"events":[{"a":1,"b":2,"a":3}]}', { path: "/events/0/a", code: "duplicate-key" }],
    ["a key twice, at the top", '{"a":1,"a":2}', { path: "/a", code: "duplicate-key" }],
    ["a key twice, white space", '{"a":1, "a" :2}', { path: "/a", code: "duplicate-key" }],
    ["a key twice, in two spellings", '{"a":1,"\\u0061":2}', { path: "/a", code: "duplicate-key" }],
    [
      "a key twice, below a secret one",
      '{"my secret":[0,{"a":1,"a":2}]}',
      { path: "/*/1/a", code: "duplicate-key" },
    ],
    ["a key twice that ends in a backslash", '{"a\\\\":1,"a\\\\":2}', { path: "/*", code: "duplicate-key" }],
    [
      "a key twice, hidden by white space and text",
      '{"a":":","a" :":"}',
      { path: "/a", code: "duplicate-key" },
    ],
    ["__proto__", '{"events":[{"__proto__":{"x":1}}]}', { path: "/events/0/*", code: "forbidden-key" }],
    ["__proto__, no object", '{"__proto__":1}', { path: "/*", code: "forbidden-key" }],
    ["__proto__, spelled otherwise", '{"\\u005f_proto__":1}', { path: "/*", code: "forbidden-key" }],
    ["lists too deep", "[".repeat(9) + "]".repeat(9), { path: "/0/0/0/0/0/0/0/0", code: "depth" }],
    [
      "objects too deep",
      `${'{"a":'.repeat(9)}1${"}".repeat(9)}`,
      { path: "/a/a/a/a/a/a/a/a", code: "depth" },
    ],
    ["a million levels", "[".repeat(1e6) + "]".repeat(1e6), { code: "depth" }],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toMatchObject({ ok: false, fault: expected });
  });

  it("is never quoted", () => {
    const faults = ['{"a":secret}', '{"secret word":1,"secret word":2}', '{"events":"secret'].map(read);
    expect(faults.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(JSON.stringify(faults)).not.toContain("secret");
  });
});

describe("a body that is read", () => {
  it.each([
    ["compact", '{"events":[{"a":1,"b":{"a":2}}]}'],
    ["pretty", '{\n  "events": [\n    { "a" : 1 }\n  ]\n}'],
    ["text that looks like keys", '{"a":"\\":","b":":x","c":"\\\\","d":" : "}'],
    ["no ASCII", '{"ä":"日本 \\u00e4"}'],
    ["as deep as allowed", "[".repeat(8) + "]".repeat(8)],
    ["__proto__ as a value", '{"a":"__proto__"}'],
    ["one number", "1"],
  ])("%s", (_, text) => expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) }));

  it("whatever it holds, in whatever form", () => {
    const forms = fc.constantFrom(undefined, 1, "\t");
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), forms, (value, form) => {
        const text = JSON.stringify(value, undefined, form);
        fc.pre(!text.includes("__proto__"));
        expect(readBody(Buffer.from(text), 64)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});

/** Texts of objects with members in any number, keys of few letters, and white space anywhere. */
const objectText = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("1", '":"', '"\\":"', '"\\\\"', '" : "', '"a:b"', "[]", "null"),
    tie("object"),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
  ),
  object: fc
    .array(
      fc.tuple(
        fc.constantFrom("a", "b", "a:", "a\\\\", "\\u0061", "ä"),
        fc.constantFrom(":", " :", ": "),
        tie("value"),
      ),
      {
        maxLength: 4,
      },
    )
    .map((members) => `{${members.map(([key, colon, value]) => `"${key}"${colon}${value}`).join(",")}}`),
})).object;

describe("the quick counts", () => {
  it("agree only when the close look finds nothing", () => {
    fc.assert(
      fc.property(objectText, fc.nat(3), (text, shift) => {
        // At any alignment in memory.
        const bytes = Buffer.from(" ".repeat(shift) + text).subarray(shift);
        const agree = countRawMembers(bytes) === countMembers(JSON.parse(text), 64);
        if (agree) expect(findFault(text, 64)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("find a repeated key as the close look does", () => {
    fc.assert(
      fc.property(objectText, (text) => {
        expect(read(text).ok).toBe(findFault(text, 8) === undefined);
      }),
      { numRuns: 2000 },
    );
  });
});
