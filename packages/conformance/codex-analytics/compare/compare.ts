import type { AnalyticsEvent } from "@codex-contracts/protocol";
import { CLOCKS, EVENTS, FIELDS, type FieldException } from "./exceptions.js";

/** A field in which an event of ours is not as that of Codex. */
export interface Difference {
  readonly event: AnalyticsEvent["event_type"];
  readonly path: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Comparison {
  /** Pairs without any difference, and pairs whose differences are all excepted. */
  readonly equal: number;
  readonly excepted: number;
  /** What no exception covers. */
  readonly differences: readonly Difference[];
  /** Exceptions that were of use. */
  readonly used: ReadonlySet<string>;
}

/**
 * Compares events pair by pair, in the order of each thread: threads run beside each other. An event too many or
 * too few makes a pair with nothing.
 */
export function compareEvents(
  ours: readonly AnalyticsEvent[],
  theirs: readonly AnalyticsEvent[],
): Comparison {
  const used = new Set<string>();
  const told = theirs.filter((event) => {
    const exception = EVENTS.find(({ is }) => is(event));
    if (exception !== undefined) used.add(exception.name);
    return exception === undefined;
  });
  const pairs = [...pairsOf(byThread(ours), byThread(told))].map(([mine, other]) =>
    differencesOf(mine, other),
  );
  const open = pairs.map((found) =>
    found.filter((difference) => {
      const exception = exceptionFor(difference);
      if (exception !== undefined) used.add(nameOf(exception));
      return exception === undefined;
    }),
  );
  return {
    equal: pairs.filter((found) => found.length === 0).length,
    excepted: pairs.filter((found, index) => found.length > 0 && open[index]?.length === 0).length,
    differences: open.flat(),
    used,
  };
}

/** The name that an exception goes by in `used`. */
export function nameOf({ event, path }: FieldException): string {
  return `${event}${path}`;
}

type Threads = ReadonlyMap<unknown, readonly AnalyticsEvent[]>;

function byThread(events: readonly AnalyticsEvent[]): Threads {
  const threads = new Map<unknown, AnalyticsEvent[]>();
  for (const event of events) {
    const id = "thread_id" in event.event_params ? event.event_params.thread_id : undefined;
    threads.set(id, [...(threads.get(id) ?? []), event]);
  }
  return threads;
}

function* pairsOf(
  ours: Threads,
  theirs: Threads,
): Iterable<[AnalyticsEvent | undefined, AnalyticsEvent | undefined]> {
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(id) ?? [], theirs.get(id) ?? []];
    for (let index = 0; index < Math.max(mine.length, other.length); index++)
      yield [mine[index], other[index]];
  }
}

function differencesOf(
  ours: AnalyticsEvent | undefined,
  theirs: AnalyticsEvent | undefined,
): readonly Difference[] {
  const event = (theirs ?? ours)?.event_type ?? "codex_turn_event";
  if (ours?.event_type !== theirs?.event_type)
    return [{ event, path: "/event_type", ours: ours?.event_type, theirs: theirs?.event_type }];
  return [...leaves(ours, theirs, "")].map((leaf) => ({ event, ...leaf }));
}

function* leaves(ours: unknown, theirs: unknown, path: string): Iterable<Omit<Difference, "event">> {
  if (!isObject(ours) || !isObject(theirs)) {
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) yield { path, ours, theirs };
    return;
  }
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)]))
    yield* leaves(ours[name], theirs[name], `${path}/${name}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function exceptionFor({ event, path, ours, theirs }: Difference): FieldException | undefined {
  return [...FIELDS, ...CLOCKS].find(
    (each) =>
      each.event === event &&
      (path === each.path || path.startsWith(`${each.path}/`)) &&
      (each.within === undefined || Math.abs(Number(ours) - Number(theirs)) <= each.within),
  );
}
