/** A time from–to in Unix milliseconds; both ends alike for a moment. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of time in which something happened, and where it is drawn. */
export interface Segment extends Span {
  readonly x: number;
  readonly width: number;
}

/** Time in which nothing happened, drawn as a narrow mark instead of in full. */
export interface Break {
  readonly x: number;
  readonly width: number;
  readonly ms: number;
}

export interface TimeScale {
  readonly segments: readonly Segment[];
  readonly breaks: readonly Break[];
  readonly width: number;
  x(time: number): number;
}

const breakWidth = 46;
const narrowest = 28;
/** Idle time is cut out from here on; shorter pauses are part of the picture. */
const idleMs = 60_000;

/** Places times from left to right: proportionally where something happens, with long idle times cut out. */
export function createTimeScale(spans: readonly Span[], width: number): TimeScale {
  const busy = mergeSpans(spans, idleLimit(spans));
  const total = busy.reduce((sum, { start, end }) => sum + (end - start), 0);
  const room = Math.max(0, width - breakWidth * Math.max(0, busy.length - 1) - narrowest * busy.length);
  const segments: Segment[] = [];
  const breaks: Break[] = [];
  let x = 0;
  for (const [index, { start, end }] of busy.entries()) {
    const before = busy[index - 1];
    if (before !== undefined) {
      breaks.push({ x, width: breakWidth, ms: start - before.end });
      x += breakWidth;
    }
    const share = total === 0 ? 1 / busy.length : (end - start) / total;
    const segment = { start, end, x, width: narrowest + room * share };
    segments.push(segment);
    x += segment.width;
  }
  return { segments, breaks, width: Math.max(width, x), x: (time) => placeOf(time, segments) };
}

function placeOf(time: number, segments: readonly Segment[]): number {
  const segment = segments.find(({ end }) => time <= end) ?? segments.at(-1);
  if (segment === undefined) return 0;
  const { start, end, x, width } = segment;
  // A stretch of one moment has its moment in the middle.
  const share = end === start ? 0.5 : (time - start) / (end - start);
  return x + Math.min(1, Math.max(0, share)) * width;
}

/** A pause is cut when it is long in itself and beside what happened. */
function idleLimit(spans: readonly Span[]): number {
  const busy = mergeSpans(spans, idleMs).reduce((sum, { start, end }) => sum + (end - start), 0);
  return Math.max(idleMs, busy / 4);
}

function mergeSpans(spans: readonly Span[], gapMs: number): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start - last.end <= gapMs) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
