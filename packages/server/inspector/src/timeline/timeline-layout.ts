import type { TimelineItem } from "../../../src/api/wire.js";
import { type EventKind, eventKinds, kindOf } from "../event/event-kinds.js";
import { type Break, createTimeScale } from "./time-scale.js";

/** One item as it is drawn. */
export interface Mark {
  readonly item: TimelineItem;
  readonly kind: EventKind;
  /** Moments are drawn as a diamond, the rest as a bar. */
  readonly moment: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Lane {
  readonly kind: EventKind;
  readonly label: string;
  readonly y: number;
  readonly height: number;
}

export interface Tick {
  readonly x: number;
  readonly at: string;
}

export interface TimelinePicture {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  /** In order of time, which is the order of the keyboard. */
  readonly marks: readonly Mark[];
  readonly ticks: readonly Tick[];
  readonly breaks: readonly Break[];
}

export const markHeight = 16;
const rowHeight = 20;
const lanePadding = 8;
const momentWidth = 14;
const narrowestBar = 8;
const between = 3;
/** Rows of one lane; what does not find room shares the last one. */
const mostRows = 8;
const axisHeight = 26;
const tickDistance = 76;

/** A thread as lanes, one for each kind of event that it has, with time from left to right. */
export function layOutTimeline(items: readonly TimelineItem[], width: number): TimelinePicture {
  const timed = items
    .map((item) => ({ item, kind: kindOf(item.event_type), ...timesOf(item) }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || compare(a.item.key, b.item.key));
  const inner = Math.max(0, width - momentWidth);
  const scale = createTimeScale(timed, inner);
  const lanes: Lane[] = [];
  const marks: (Mark & { readonly order: number })[] = [];
  let y = axisHeight;

  for (const { name: kind, label } of eventKinds) {
    const own = timed.flatMap((each, order) => (each.kind === kind ? [{ ...each, order }] : []));
    if (own.length === 0) continue;
    const free: number[] = [];
    for (const { item, start, end, moment, order } of own) {
      const from = scale.x(start);
      const markWidth = moment ? momentWidth : Math.max(narrowestBar, scale.x(end) - from);
      const row = rowFor(free, from);
      free[row] = from + markWidth + between;
      const top = y + lanePadding + row * rowHeight;
      marks.push({ item, kind, moment, x: from, y: top, width: markWidth, height: markHeight, order });
    }
    const height = free.length * rowHeight + 2 * lanePadding - (rowHeight - markHeight);
    lanes.push({ kind, label, y, height });
    y += height;
  }

  return {
    width: scale.width + momentWidth,
    height: y,
    lanes,
    marks: marks.toSorted((a, b) => a.order - b.order).map(({ order: _, ...mark }) => mark),
    ticks: ticksOf(scale),
    breaks: scale.breaks,
  };
}

function timesOf({ started_at, ended_at }: TimelineItem) {
  const start = Date.parse(started_at);
  const end = ended_at === null ? start : Math.max(start, Date.parse(ended_at));
  return { start, end, moment: ended_at === null };
}

/** The first row that is free from `x` on. */
function rowFor(free: readonly number[], x: number): number {
  const row = free.findIndex((from) => from <= x);
  if (row !== -1) return row;
  return free.length < mostRows ? free.length : mostRows - 1;
}

/** The start of each stretch of time and steps within, as far apart as their words need. */
function ticksOf({ segments }: ReturnType<typeof createTimeScale>): Tick[] {
  const ticks: Tick[] = [];
  for (const { start, end, x, width } of segments) {
    const steps = Math.max(1, Math.floor(width / (2 * tickDistance)));
    for (let step = 0; step < steps; step += 1) {
      const at = x + (width * step) / steps;
      const last = ticks.at(-1);
      if (last !== undefined && at - last.x < tickDistance) continue;
      ticks.push({ x: at, at: new Date(start + ((end - start) * step) / steps).toISOString() });
    }
  }
  return ticks;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
