import { describe, expect, it } from "vitest";
import { barsOf, firstBar, roundTop, spanParts } from "../../inspector/src/chart/buckets.js";
import { spans } from "../../inspector/src/place/place.js";

const now = Date.parse("2026-04-24T12:34:56Z");

describe("the bars", () => {
  it.each(spans)("of the last %s end with the one that holds now", (span) => {
    const bars = barsOf([], span, now);
    const last = Date.parse(bars.at(-1)?.at ?? "");
    expect(bars).toHaveLength(spanParts[span].buckets);
    expect(last).toBeLessThanOrEqual(now);
    expect(last + spanParts[span].ms).toBeGreaterThan(now);
    expect(Date.parse(bars[0]?.at ?? "")).toBe(firstBar(span, now));
  });

  it("are stacked by kind, and leave out what lies outside", () => {
    const at = "2026-04-24T12:34:00.000Z";
    const bars = barsOf(
      [
        { at, event_type: "codex_hook_run", count: 3 },
        { at, event_type: "codex_turn_event", count: 1 },
        { at, event_type: "codex_app_used", count: 1 },
        { at, event_type: "codex_plugin_used", count: 1 },
        { at: "2026-04-24T10:00:00.000Z", event_type: "codex_hook_run", count: 99 },
      ],
      "hour",
      now,
    );
    expect(bars.at(-1)).toEqual({
      at,
      total: 6,
      parts: [
        { kind: "turn", count: 1 },
        { kind: "hook", count: 3 },
        { kind: "use", count: 2 },
      ],
    });
    expect(bars.slice(0, -1).every(({ total }) => total === 0)).toBe(true);
  });

  it.each([
    [0, 4],
    [4, 4],
    [5, 5],
    [11, 12],
    [70, 80],
    [999, 1000],
    [1001, 1200],
  ])("of at most %d have an axis to %d", (highest, top) => expect(roundTop(highest)).toBe(top));
});
