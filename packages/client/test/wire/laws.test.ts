import { isFact } from "@codex-contracts/protocol/facts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedMap } from "../../src/wire/bounded-map.js";
import { factsFromWire, type WireLine } from "../../src/wire/index.js";
import { opened, startTurn, THREAD, TURN } from "./wire.js";

const METHODS = [
  "initialize",
  "thread/start",
  "thread/resume",
  "turn/start",
  "turn/steer",
  "skills/list",
  "thread/compact/start",
  "turn/started",
  "turn/completed",
  "thread/tokenUsage/updated",
  "thread/status/changed",
  "hook/started",
  "hook/completed",
  "item/started",
  "item/completed",
  "item/autoApprovalReview/started",
  "item/autoApprovalReview/completed",
  "toString",
  "__proto__",
];
const MEMBERS = [
  ...[
    "threadId",
    "turnId",
    "thread",
    "turn",
    "id",
    "item",
    "type",
    "input",
    "sandbox",
    "tokenUsage",
    "total",
  ],
  ...[
    "review",
    "action",
    "status",
    "run",
    "eventName",
    "source",
    "tool",
    "receiverThreadIds",
    "clientInfo",
    "name",
  ],
];
const WORDS = [
  "a",
  "",
  "completed",
  "failed",
  "contextCompaction",
  "collabAgentToolCall",
  "spawnAgent",
  "command",
];

const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, ...WORDS, "stop", "approved", "user", "skill"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...MEMBERS), tie("value"), { maxKeys: 6 }),
  ),
})).value;

const line: fc.Arbitrary<WireLine> = fc.record({
  from: fc.constantFrom("client" as const, "server" as const),
  at: fc.oneof(fc.nat(), fc.constantFrom(Number.NaN, -1, Number.POSITIVE_INFINITY)),
  message: fc.oneof(
    anything,
    fc.record({ id: fc.nat(3), method: fc.constantFrom(...METHODS), params: anything }),
    fc.record({ method: fc.constantFrom(...METHODS), params: anything }),
    fc.record({ id: fc.nat(3), result: anything }),
    fc.record({ id: fc.nat(3), error: anything }),
  ),
});

describe("whatever is on the wire", () => {
  it("the reader does not throw, and what it tells beside messages are facts", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const read = factsFromWire();
        const wire = ["request", "response", "error_response", "notification"];
        const facts = lines.flatMap((each) => read(each)).filter(({ fact }) => !wire.includes(fact));
        expect(facts.filter((fact) => !isFact(fact))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("an item of a turn that is going on tells facts, whatever it is", () => {
    fc.assert(
      fc.property(fc.constantFrom("started", "completed"), anything, anything, (moment, type, rest) => {
        const conversation = opened();
        startTurn(conversation);
        const item = { ...(typeof rest === "object" ? rest : {}), type };
        const facts = conversation.notify(`item/${moment}`, { threadId: THREAD, turnId: TURN, item });
        expect(facts.filter((fact) => !isFact(fact))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a bounded map", () => {
  it("holds the newest of what it was given, and never more than its limit", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 5 }), (keys, limit) => {
        const map = boundedMap<number, number>(limit);
        for (const [index, key] of keys.entries()) map.set(key, index);
        expect(map.size).toBeLessThanOrEqual(limit);
        if (keys.length > 0) expect(map.get(keys.at(-1) ?? 0)).toBe(keys.length - 1);
      }),
    );
  });
});
