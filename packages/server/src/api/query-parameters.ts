import { readCursor } from "./cursor.js";
import { bucketWords, type EventFilter, type EventsQuery, type StatsQuery } from "./read-source.js";
import type { Verdict } from "./wire.js";

/** A parameter that cannot be used: which one, what it should be, never its value. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
  readonly parameter: string;
  readonly statusCode = 400;

  constructor(parameter: string, expected: string) {
    super(`query parameter ${parameter}: expected ${expected}`);
    this.parameter = parameter;
  }
}

type Given = Readonly<Record<string, string>>;
type Reader<T> = (given: Given, name: string) => T | undefined;

const verdicts: readonly Verdict[] = ["accepted", "quarantined", "unknown"];
const dayMs = 86_400_000;
const limits = {
  text: 200,
  events: { standard: 100, most: 1000 },
  threads: { standard: 50, most: 500 },
  /** How far back buckets may reach, so that one answer stays small. */
  spanMs: { minute: dayMs, hour: 31 * dayMs, day: 1100 * dayMs },
} as const;

const filterReaders = {
  type: text,
  thread: text,
  client: text,
  verdict: oneOf(verdicts),
} satisfies Record<string, Reader<unknown>>;

const eventReaders = {
  ...filterReaders,
  since: time,
  until: time,
  limit: wholeNumber(limits.events.most),
  cursor,
} satisfies Record<string, Reader<unknown>>;

const statsReaders = { bucket: oneOf(bucketWords), since: time } satisfies Record<string, Reader<unknown>>;
const threadReaders = { limit: wholeNumber(limits.threads.most) } satisfies Record<string, Reader<unknown>>;

/** Filters of `GET /v1/live`. Throws {@link ParameterError}, as all of these do. */
export function eventFilter(query: unknown): EventFilter {
  return read(query, filterReaders);
}

/** Parameters of `GET /v1/events`. */
export function eventsQuery(query: unknown): EventsQuery {
  const { cursor: after, limit = limits.events.standard, ...rest } = read(query, eventReaders);
  return after === undefined ? { ...rest, limit } : { ...rest, limit, after };
}

/** Parameters of `GET /v1/stats`; the last hour by minute unless asked otherwise. */
export function statsQuery(query: unknown, now: number): StatsQuery {
  const { bucket = "minute", since = now - 3_600_000 } = read(query, statsReaders);
  const span = limits.spanMs[bucket];
  if (now - since > span)
    throw new ParameterError("since", `at most ${span / dayMs} days back for bucket=${bucket}`);
  return { bucket, since };
}

/** Parameters of `GET /v1/threads`. */
export function threadsLimit(query: unknown): number {
  return read(query, threadReaders).limit ?? limits.threads.standard;
}

/** Refuses every parameter, for the routes that take none. */
export function noParameters(query: unknown): void {
  read(query, {});
}

type Read<Readers> = { [Name in keyof Readers]?: Readers[Name] extends Reader<infer T> ? T : never };

function read<Readers extends Record<string, Reader<unknown>>>(
  query: unknown,
  readers: Readers,
): Read<Readers> {
  const given = onlyTexts(query, Object.keys(readers));
  const entries = Object.entries(readers).flatMap(([name, reader]) => {
    const value = name in given ? reader(given, name) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  // Each value was read by the reader of its name.
  return Object.fromEntries(entries) as Read<Readers>;
}

function onlyTexts(query: unknown, names: readonly string[]): Given {
  const known = names.length === 0 ? "no parameters here" : `only ${names.join(", ")}`;
  return Object.fromEntries(
    Object.entries(query ?? {}).map(([name, value]) => {
      if (!names.includes(name)) throw new ParameterError(printable(name), known);
      if (typeof value !== "string") throw new ParameterError(name, "to be given once");
      return [name, value];
    }),
  );
}

/** Names come from outside: what is printed of them is short and plain. */
function printable(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : "(unprintable name)";
}

function text(given: Given, name: string): string {
  const value = given[name] ?? "";
  if (value === "" || value.length > limits.text)
    throw new ParameterError(name, `1 to ${limits.text} characters`);
  return value;
}

function time(given: Given, name: string): number {
  const value = given[name] ?? "";
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  if (Number.isNaN(at)) throw new ParameterError(name, "a time as in ISO 8601, 2026-04-24T12:00:00Z");
  return at;
}

function cursor(given: Given, name: string) {
  const position = readCursor(given[name] ?? "");
  if (position === undefined)
    throw new ParameterError(name, "the member `next` of an earlier answer, unchanged");
  return position;
}

function oneOf<Word extends string>(words: readonly Word[]) {
  return (given: Given, name: string): Word => {
    const found = words.find((word) => word === given[name]);
    if (found === undefined) throw new ParameterError(name, `one of ${words.join(", ")}`);
    return found;
  };
}

function wholeNumber(most: number) {
  return (given: Given, name: string): number => {
    const value = /^\d{1,9}$/.test(given[name] ?? "") ? Number(given[name]) : 0;
    if (value < 1 || value > most) throw new ParameterError(name, `a whole number from 1 to ${most}`);
    return value;
  };
}
