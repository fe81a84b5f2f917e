import { describe, expect, it } from "vitest";
import type { Judgement } from "./judge.js";
import { createTally } from "./tally.js";

const valid: Judgement = { contract: "a/x", valid: true, pointer: "", issues: [], observations: [] };

function invalid(...paths: readonly string[]): Judgement {
  const issues = paths.map((path) => ({ path, code: "type", expected: "a string" }) as const);
  return { ...valid, valid: false, issues };
}

describe("a report", () => {
  it("counts verdicts by contract and file, in the order of ids and of reading", () => {
    const tally = createTally("producer", 10);
    tally.file("one");
    tally.bytes(5);
    tally.add([{ ...valid, contract: "b/y" }, valid], 1, "");
    tally.file("two");
    tally.add([invalid("/a")], 1, '{"a":1}');
    tally.fault({ code: "syntax", line: 2, column: 3, expected: "JSON" });
    expect(tally.report()).toMatchObject({
      ok: false,
      messages: { valid: 2, invalid: 1, unreadable: 1 },
      files: [
        { file: "one", bytes: 5, valid: 2, invalid: 0, unreadable: 0 },
        { file: "two", bytes: 0, valid: 0, invalid: 1, unreadable: 1 },
      ],
      contracts: [
        { contract: "a/x", valid: 1, invalid: 1 },
        { contract: "b/y", valid: 1, invalid: 0 },
      ],
    });
  });

  it("is fine when nothing was found", () => {
    expect(createTally("producer", 10).report()).toMatchObject({
      version: 1,
      ok: true,
      findingCount: 0,
      findings: [],
    });
  });

  it("places findings in the lines of a document", () => {
    const tally = createTally("producer", 10);
    tally.file("f");
    tally.add([invalid("/a", "/b")], 1, '{\n  "a": 1,\n  "b": 2\n}');
    expect(tally.report().findings.map(({ line, column }) => `${line}:${column}`)).toEqual(["2:3", "3:3"]);
  });

  it("places findings in their line of many", () => {
    const tally = createTally("producer", 10);
    tally.file("f");
    tally.add([invalid("/a")], 41, '{"a":1}');
    expect(tally.report().findings).toMatchObject([
      { file: "f", line: 41, column: 2, pointer: "/a", contract: "a/x" },
    ]);
  });

  it("shows as many findings as asked for and counts all", () => {
    const tally = createTally("producer", 3);
    for (let line = 1; line <= 4; line += 1) tally.add([invalid("/a", "/b")], line, '{"a":1,"b":2}');
    tally.fault({ code: "syntax", line: 5, expected: "JSON" });
    const { findings, findingCount } = tally.report();
    expect([findings.map(({ line, pointer }) => line + pointer), findingCount]).toEqual([
      ["1/a", "1/b", "2/a"],
      9,
    ]);
  });

  it("counts equal findings together, whatever the item, the most frequent first", () => {
    const tally = createTally("producer", 0);
    tally.add([invalid("/b"), { ...invalid("/events/3/list/0/a"), pointer: "/events/3" }], 1, "{}");
    tally.add([{ ...invalid("/list/7/a"), pointer: "" }], 2, "{}");
    expect(tally.report().findingGroups).toEqual([
      { contract: "a/x", pointer: "/list/*/a", code: "type", count: 2 },
      { contract: "a/x", pointer: "/b", code: "type", count: 1 },
    ]);
  });

  it("counts what the consumer reading tolerated", () => {
    const tally = createTally("consumer", 0);
    const seen = { ...valid, observations: [{ path: "/n", kind: "unknown-key" }] } as const;
    tally.add([seen, seen], 1, "{}");
    expect(tally.report().observations).toEqual([
      { contract: "a/x", pointer: "/n", kind: "unknown-key", count: 2 },
    ]);
  });

  it("does not grow without end when every finding is another", () => {
    const tally = createTally("producer", 0);
    for (let n = 0; n < 5000; n += 1) tally.add([invalid(`/k${n}`)], n, "{}");
    expect([tally.report().findingGroups.length, tally.report().findingCount]).toEqual([2000, 5000]);
  });
});
