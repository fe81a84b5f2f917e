import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import {
  Fact as FactContract,
  NotificationFact,
  TurnGitMetadataFact,
  TurnResolvedConfigFact,
  TurnTokenUsageFact,
} from "@codex-contracts/protocol/facts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/reducer/index.js";
import { reduce } from "../../src/reducer/index.js";
import {
  configured,
  gitFound,
  ready,
  THREAD,
  TURN,
  tokensUsed,
  turnAccepted,
  turnAsked,
  turnCompleted,
  turnStarted,
} from "./facts.js";
import { fresh, NOW, play, playOn } from "./play.js";

/** For properties, which take a while on a busy machine. */
const SLOW = 60_000;

const IDS = ["a", "b"];

/** Gives facts few ids, so that they meet. */
function meeting(value: unknown, pick: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => meeting(item, pick));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    const shared = /^(id|threadId|turnId|thread_id|turn_id|expectedTurnId|connection_id)$/.test(key);
    return [key, shared ? pick() : meeting(member, pick)] as const;
  });
  return Object.fromEntries(entries);
}

const anyFact: fc.Arbitrary<Fact> = fc
  .tuple(arbitraryOf(FactContract), fc.infiniteStream(fc.constantFrom(...IDS)))
  .map(([fact, ids]) => meeting(fact, () => ids.next().value) as Fact);
const story = fc.array(anyFact, { maxLength: 60 });

describe("for any facts", () => {
  it(
    "V2 every event passes the producer reading, and nothing throws",
    () => {
      let events = 0;
      fc.assert(
        fc.property(story, (facts) => {
          const played = playOn(fresh({ limits: { turns: { entries: 4 }, threads: { entries: 4 } } }), facts);
          events += played.events.length;
          for (const event of played.events) AnalyticsEvent.parse(event);
        }),
        { numRuns: 80 },
      );
      expect(events).toBeGreaterThan(50);
    },
    SLOW,
  );

  it(
    "V2 a turn with any settings, tokens, git state and end sends one valid event",
    () => {
      const ids = { thread_id: THREAD, turn_id: TURN };
      const parts = fc.tuple(
        arbitraryOf(TurnResolvedConfigFact),
        arbitraryOf(TurnTokenUsageFact),
        arbitraryOf(TurnGitMetadataFact),
        arbitraryOf(NotificationFact),
      );
      fc.assert(
        fc.property(parts, ([config, tokens, git, { notification }]) => {
          const end = turnCompleted({ ...notification.params.turn, id: TURN });
          const told = [config, tokens, git].map((fact) => ({ ...fact, ...ids }));
          const { events } = play(...ready, turnAsked(), turnAccepted(), ...told, end);
          expect(events.map((event) => AnalyticsEvent.parse(event).event_type)).toEqual([
            "codex_thread_initialized",
            "codex_turn_event",
          ]);
        }),
        { numRuns: 60 },
      );
    },
    SLOW,
  );

  it(
    "R43 the same facts give the same, from the same state and from one that was kept",
    () => {
      fc.assert(
        fc.property(story, story, anyFact, (before, after, fact) => {
          const kept = playOn(fresh(), before).state;
          const first = reduce(kept, fact, NOW);
          const gone = playOn(first.state, after);
          const second = reduce(kept, fact, NOW);
          expect([second.events, second.warnings]).toEqual([first.events, first.warnings]);
          const again = playOn(second.state, after);
          expect([again.events, again.warnings]).toEqual([gone.events, gone.warnings]);
        }),
        { numRuns: 25 },
      );
    },
    SLOW,
  );

  it.each([
    undefined,
    null,
    7,
    "x",
    [],
    {},
    { fact: "x" },
    { fact: "toString" },
    { fact: "request" },
    { fact: "hook_run" },
  ])("R5 what is no fact is a warning and changes nothing: %j", (value) => {
    const { state } = play(...ready);
    // What a program without types might pass.
    const outcome = reduce(state, value as Fact, NOW);
    expect(outcome.state).toBe(state);
    expect(outcome.warnings).toMatchObject([{ code: "malformed_fact" }]);
  });

  it(
    "V1 a fact with any part replaced by junk never throws, and warnings hold no value",
    () => {
      const junk = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.constant([]), fc.constant({}));
      const broken = fc
        .tuple(anyFact, fc.infiniteStream(fc.boolean()), junk)
        .map(([fact, coin, j]) => breakAt(fact, coin, j));
      fc.assert(
        fc.property(fc.array(broken, { maxLength: 20 }), (facts) => {
          // What a program without types might pass.
          const { warnings } = playOn(play(...ready).state, facts as Fact[]);
          for (const warning of warnings) expect(Object.keys(warning).sort()).toEqual(keysOf(warning.code));
        }),
        { numRuns: 60 },
      );
    },
    SLOW,
  );
});

function breakAt(value: unknown, coin: fc.Stream<boolean>, junk: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return coin.next().value ? junk : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "fact" ? member : breakAt(member, coin, junk),
    ]),
  );
}

const KEYS = {
  malformed_fact: ["code", "fact", "rule"],
  unknown_connection: ["code", "event", "rule"],
  unknown_thread: ["code", "event", "rule"],
  unknown_turn_error: ["code", "rule"],
  evicted: ["because", "cache", "code", "count", "rule"],
};
const keysOf = (code: keyof typeof KEYS) => KEYS[code];

describe("R24 the order of the facts of a turn", () => {
  const git = { "/src/app": { has_changes: true } };
  const unordered = [turnStarted(), tokensUsed(), gitFound(git), configured()];

  /** All orders of a few facts. */
  function orders<T>(items: readonly T[]): T[][] {
    if (items.length === 0) return [[]];
    return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
  }
  const ended = (facts: readonly Fact[]) =>
    play(...facts).events.filter((event) => event.event_type === "codex_turn_event");

  it("R24 does not matter before completion: every order gives the same event", () => {
    const usual = ended([...ready, turnAsked(), turnAccepted(), ...unordered, turnCompleted()]);
    expect(usual).toHaveLength(1);
    // The answer comes before the config, since the last image count wins (R30); the rest comes in any order.
    for (const order of orders([...unordered.slice(0, 3)]))
      for (let at = 0; at <= order.length; at++) {
        const story = [turnAsked(), turnAccepted(), ...order.toSpliced(at, 0, configured()), turnCompleted()];
        expect(ended([...ready, ...story])).toEqual(usual);
      }
  });

  it("R24 does not matter among the facts that the event needs: the last one sends it", () => {
    const needed = [turnAccepted(), configured(), turnCompleted()];
    const usual = ended([...ready, turnAsked(), ...needed]);
    expect(usual).toHaveLength(1);
    for (const order of orders(needed)) expect(ended([...ready, turnAsked(), ...order])).toEqual(usual);
  });

  it("R24 every order of all facts with completion, or the last needed one, at the end is the same", () => {
    const rest = [turnStarted(), tokensUsed(), gitFound(git), turnAccepted(), configured()];
    const usual = ended([...ready, turnAsked(), ...rest, turnCompleted()]);
    for (const order of orders(rest))
      expect(ended([...ready, turnAsked(), ...order, turnCompleted()])).toEqual(usual);
  });

  it("R24 facts of several turns may be mixed in any way that keeps each turn's own order", () => {
    const turnOf = (id: string): Fact[] => [
      turnAsked({ id }),
      turnAccepted({ id, turn: id }),
      configured({ turn_id: id }),
      tokensUsed({ turn_id: id }),
      turnCompleted({ id }),
    ];
    const one = ended([...ready, ...turnOf("t-1")]);
    const two = ended([...ready, ...turnOf("t-2")]);
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (coin) => {
        const queues = [turnOf("t-1"), turnOf("t-2")];
        const mixed: Fact[] = [];
        while (queues.some((queue) => queue.length > 0)) {
          const next = queues[coin.next().value ? 0 : 1]?.shift() ?? queues[0]?.shift() ?? queues[1]?.shift();
          if (next !== undefined) mixed.push(next);
        }
        const events = ended([...ready, ...mixed]);
        expect(events).toEqual(expect.arrayContaining([...one, ...two]));
        expect(events).toHaveLength(2);
      }),
    );
  });
});
