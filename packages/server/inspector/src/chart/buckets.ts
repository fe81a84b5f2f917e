import type { StatsBucket } from "../../../src/api/wire.js";
import { type EventKind, eventKinds, kindOf } from "../event/event-kinds.js";
import type { Span } from "../place/place.js";

/** What a span of the chart is made of. */
export const spanParts: Readonly<
  Record<
    Span,
    { bucket: "minute" | "hour" | "day"; ms: number; buckets: number; label: string; each: string }
  >
> = {
  hour: { bucket: "minute", ms: 60_000, buckets: 60, label: "Last hour", each: "minute" },
  day: { bucket: "hour", ms: 3_600_000, buckets: 24, label: "Last day", each: "hour" },
  month: { bucket: "day", ms: 86_400_000, buckets: 30, label: "Last 30 days", each: "day" },
};

export interface Part {
  readonly kind: EventKind;
  readonly count: number;
}

/** One bar of the chart, its parts in the order of the kinds, from below. */
export interface Bar {
  readonly at: string;
  readonly total: number;
  readonly parts: readonly Part[];
}

/** Where the oldest bar begins, so that the newest one holds `now`. */
export function firstBar(span: Span, now: number): number {
  const { ms, buckets } = spanParts[span];
  return Math.floor(now / ms) * ms - (buckets - 1) * ms;
}

/** All bars of a span, empty ones too. */
export function barsOf(buckets: readonly StatsBucket[], span: Span, now: number): Bar[] {
  const { ms, buckets: size } = spanParts[span];
  const first = firstBar(span, now);
  const counts = Array.from({ length: size }, () => new Map<EventKind, number>());
  for (const { at, event_type, count } of buckets) {
    const bar = counts[Math.floor((Date.parse(at) - first) / ms)];
    const kind = kindOf(event_type);
    bar?.set(kind, (bar.get(kind) ?? 0) + count);
  }
  return counts.map((bar, index) => ({
    at: new Date(first + index * ms).toISOString(),
    total: [...bar.values()].reduce((sum, count) => sum + count, 0),
    parts: eventKinds.flatMap(({ name }) => {
      const count = bar.get(name);
      return count === undefined ? [] : [{ kind: name, count }];
    }),
  }));
}

/** The end of the axis: the next round number above the highest bar. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= highest) ?? 10;
  return step * power;
}
