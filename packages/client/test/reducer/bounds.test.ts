import { buildCompactionFact, buildGuardianReviewFact } from "@codex-contracts/fixtures";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/reducer/index.js";
import { initialState, type State, stateUse } from "../../src/reducer/index.js";
import {
  configured,
  initialized,
  opened,
  ready,
  steerAccepted,
  steerAsked,
  THREAD,
  turnAccepted,
  turnAsked,
  turnCompleted,
  turnStarted,
  wholeTurn,
} from "./facts.js";
import { fresh, NOW, playOn, RUNTIME } from "./play.js";

const turns = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => turnStarted({ id: `turn-${from + i}` }));
const threads = (count: number) =>
  Array.from({ length: count }, (_, i) => opened({ thread: { id: `t-${i}` } }));
const bounded = (entries: number): State => fresh({ limits: { turns: { entries } } });

describe("bounds", () => {
  it("R41 a cache never holds more than its limit, and counts what it lets go", () => {
    const { state, warnings } = playOn(bounded(8), turns(1_000));
    const { entries, evicted } = stateUse(state).turns;
    expect(entries).toBeLessThanOrEqual(8);
    expect(entries + evicted.byCount).toBe(1_000);
    const warned = warnings.reduce((sum, w) => sum + (w.code === "evicted" ? w.count : 0), 0);
    expect(warned).toBe(evicted.byCount);
    expect(warnings[0]).toEqual({ code: "evicted", rule: "R41", cache: "turns", because: "count", count: 4 });
  });

  it("R41 the half of the limit that was written last is kept", () => {
    const { state } = playOn(bounded(8), [...turns(100), ...ready]);
    for (const id of ["turn-96", "turn-97", "turn-98", "turn-99"])
      expect(state.turns.young.get(id) ?? state.turns.old.get(id)).toBeDefined();
  });

  it("R41 what is in use is kept however much comes by", () => {
    const crowded = threads(50).flatMap((other) => [steerAsked(), steerAccepted(), other]);
    const { events } = playOn(fresh({ limits: { threads: { entries: 4 } } }), [...ready, ...crowded]);
    expect(events.filter((event) => event.event_type === "codex_turn_steer_event")).toHaveLength(50);
  });

  const crowd = (i: number) => opened({ thread: { id: `other-${i}` } });
  const uses: Readonly<Record<string, (i: number) => readonly Fact[]>> = {
    steers: (i) => [steerAsked({ id: i }), steerAccepted({ id: i })],
    turns: (i) => [
      turnAsked({ id: i }),
      turnAccepted({ id: i, turn: `turn-${i}` }),
      configured({ turn_id: `turn-${i}` }),
      turnCompleted({ id: `turn-${i}` }),
    ],
    compactions: () => [buildCompactionFact({ thread_id: THREAD })],
    reviews: () => [buildGuardianReviewFact({ thread_id: THREAD })],
  };

  it.each(Object.entries(uses))("R41 a thread and a connection in use by %s are kept", (_what, use) => {
    const limits = { threads: { entries: 4 }, connections: { entries: 4 } };
    const story = Array.from({ length: 20 }, (_, i) => [
      ...use(i),
      initialized({ connection_id: `other-${i}` }),
      crowd(i),
    ]).flat();
    const { events } = playOn(fresh({ limits }), [...ready, ...story]);
    expect(events.filter((event) => event.event_type !== "codex_thread_initialized")).toHaveLength(20);
  });

  it("R41 what was sent does not come back from the older generation", () => {
    const [asked, accepted, ...rest] = wholeTurn.map((fact) => fact);
    if (asked === undefined || accepted === undefined) throw new Error("a turn begins with its request");
    const begun = playOn(bounded(4), [...ready, asked, accepted, configured(), ...turns(2), ...rest]);
    expect(stateUse(begun.state).turns).toEqual({ entries: 2, evicted: { byCount: 0, byAge: 0 } });
    expect(playOn(begun.state, [turnCompleted()]).events).toEqual([]);
  });

  it("R41 writing again what is there lets nothing go, and counts what goes exactly", () => {
    const same = Array.from({ length: 20 }, () => turns(4)).flat();
    expect(stateUse(playOn(bounded(8), same).state).turns).toEqual({
      entries: 4,
      evicted: { byCount: 0, byAge: 0 },
    });
    // The fifth begins a generation; the first is written again and stays, so three of the old four go.
    const story = [...turns(4), ...turns(3, 4), ...turns(1), ...turns(1, 7)];
    const { entries, evicted } = stateUse(playOn(bounded(8), story).state).turns;
    expect(entries + evicted.byCount).toBe(8);
    expect(evicted.byCount).toBe(3);
    // The first is renewed by the very write that begins a generation.
    expect(stateUse(playOn(bounded(8), [...turns(8), ...turns(1)]).state).turns).toEqual({
      entries: 5,
      evicted: { byCount: 3, byAge: 0 },
    });
  });

  it("R41 what is too old goes, counted as age", () => {
    const limits = { turns: { ageMs: 1_000 } };
    const { state } = playOn(fresh({ limits }), turns(3));
    const later = playOn(state, turns(1, 10), NOW + 1_000);
    expect(later.warnings).toEqual([]);
    const latest = playOn(later.state, turns(1, 11), NOW + 2_000);
    expect(latest.warnings).toEqual([
      { code: "evicted", rule: "R41", cache: "turns", because: "age", count: 3 },
    ]);
    expect(stateUse(latest.state).turns).toEqual({ entries: 2, evicted: { byCount: 0, byAge: 3 } });
  });

  it("R41 a clock that goes back lets nothing go", () => {
    const { state } = playOn(fresh({ limits: { turns: { ageMs: 1_000 } } }), turns(3));
    expect(stateUse(playOn(state, turns(3, 3), NOW - 1e9).state).turns.entries).toBe(6);
  });

  it("R41 an evicted request is like one that never was", () => {
    const few = fresh({ limits: { requests: { entries: 2 } } });
    const later = [4, 5, 6].map((id) => steerAsked({ id }));
    const { events } = playOn(few, [...ready, steerAsked(), ...later, steerAccepted()]);
    expect(events).toHaveLength(1);
  });

  it("R41 turns that have sent their event take no room", () => {
    const { state } = playOn(fresh(), [...ready, ...wholeTurn]);
    expect(stateUse(state)).toMatchObject({
      connections: { entries: 1 },
      threads: { entries: 1 },
      requests: { entries: 0 },
      turns: { entries: 0 },
    });
  });

  it("R41 each cache has its own limits, checked at the beginning", () => {
    const start = (limits: object) => () => initialState({ runtime: RUNTIME, limits });
    expect(start({ turns: { entries: 1 } })).toThrow(
      "limits.turns.entries: expected an integer of 2 or more",
    );
    expect(start({ requests: { ageMs: 0 } })).toThrow("limits.requests.ageMs: expected a positive number");
    expect(start({ threads: { entries: Number.NaN } })).toThrow(RangeError);
  });
});

it("D11 without general analytics only uses, hooks and tokens are taken, but the process keeps its name", () => {
  const { state, events } = playOn(fresh({ generalAnalytics: false }), [...ready, ...wholeTurn]);
  expect(events).toEqual([]);
  expect(stateUse(state)).toMatchObject({ connections: { entries: 0 }, threads: { entries: 0 } });
  const used = playOn(state, [
    {
      fact: "plugin_state_changed",
      state: "enabled",
      plugin: { plugin_name: "a", marketplace_name: "b", capabilities: null },
    },
  ]);
  expect(used.events[0]?.event_params).toMatchObject({ product_client_id: "acme-ide" });
  expect(playOn(fresh({ originator: "env" }), [initialized(), ...ready]).state.originator).toBe("env");
});
