import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeScale } from "../../inspector/src/timeline/time-scale.js";
import { layOutTimeline } from "../../inspector/src/timeline/timeline-layout.js";
import type { TimelineItem } from "../../src/api/wire.js";

const start = Date.parse("2026-04-24T12:00:00Z");
const types = ["codex_turn_event", "codex_hook_run", "codex_compaction_event", "codex_new_thing"];

const item = (key: string, type: string, at: number, ms: number | null): TimelineItem => ({
  key,
  event_type: type,
  started_at: new Date(start + at).toISOString(),
  ended_at: ms === null ? null : new Date(start + at + ms).toISOString(),
  label: type,
  status: null,
  turn_id: null,
});

const anyItems = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      at: fc.integer({ min: 0, max: 10_000_000 }),
      ms: fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((items) => items.map(({ type, at, ms }, index) => item(`k:${index}`, type, at, ms)));

describe("the time scale", () => {
  const span = (from: number, to: number) => ({ start: from, end: to });

  it("is proportional where something happens", () => {
    const scale = createTimeScale([span(0, 10_000), span(20_000, 40_000)], 428);
    expect(scale.breaks).toEqual([]);
    expect([0, 10_000, 40_000].map(scale.x)).toEqual([0, 107, 428]);
  });

  it("cuts out long idle times and says how long they were", () => {
    const scale = createTimeScale([span(0, 10_000), span(3_600_000, 3_610_000)], 400);
    expect(scale.breaks.map(({ ms }) => ms)).toEqual([3_590_000]);
    expect(scale.x(3_600_000) - scale.x(10_000)).toBeCloseTo(46);
  });

  it("never goes back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { minLength: 2, maxLength: 30 }), (times) => {
        const scale = createTimeScale(
          times.map((time) => span(time, time)),
          700,
        );
        const places = times.toSorted((a, b) => a - b).map(scale.x);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  it("has a place for one moment alone", () => {
    expect(createTimeScale([span(5, 5)], 100).x(5)).toBe(50);
    expect(createTimeScale([], 100).x(5)).toBe(0);
  });
});

describe("the picture of a thread", () => {
  it("has every item once, within its lane and the picture", () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 240, max: 1600 }), (items, width) => {
        const { marks, lanes, width: whole, height } = layOutTimeline(items, width);
        expect(marks.map(({ item: { key } }) => key).toSorted()).toEqual(
          items.map(({ key }) => key).toSorted(),
        );
        for (const mark of marks) {
          const lane = lanes.find(({ kind }) => kind === mark.kind);
          expect(mark.y).toBeGreaterThanOrEqual(lane?.y ?? Number.POSITIVE_INFINITY);
          expect(mark.y + mark.height).toBeLessThanOrEqual((lane?.y ?? 0) + (lane?.height ?? 0));
          expect(mark.x).toBeGreaterThanOrEqual(0);
          expect(mark.x + mark.width).toBeLessThanOrEqual(whole + 1e-6);
        }
        expect(Math.max(...lanes.map(({ y, height: own }) => y + own))).toBe(height);
      }),
    );
  });

  it("lets marks of a lane overlap only when its rows are used up", () => {
    const items = Array.from({ length: 7 }, (_, index) => item(`k:${index}`, "codex_hook_run", 0, null));
    const { marks } = layOutTimeline(items, 600);
    expect(new Set(marks.map(({ y }) => y)).size).toBe(7);
  });

  it("is in order of time, whatever lane an item is in", () => {
    const items = [
      item("c", "codex_turn_event", 5000, 1000),
      item("a", "codex_hook_run", 0, null),
      item("b", "codex_turn_event", 1000, 500),
    ];
    expect(layOutTimeline(items, 600).marks.map(({ item: { key } }) => key)).toEqual(["a", "b", "c"]);
  });

  it("has lanes only for what the thread has, always in the same order", () => {
    const items = [item("a", "codex_compaction_event", 0, 10), item("b", "codex_turn_event", 0, 10)];
    expect(layOutTimeline(items, 600).lanes.map(({ label }) => label)).toEqual(["Turns", "Compactions"]);
  });

  it("draws an end before its start as a moment of its own length", () => {
    const [mark] = layOutTimeline([item("a", "codex_turn_event", 1000, -500)], 600).marks;
    expect(mark?.width).toBeGreaterThan(0);
  });
});
