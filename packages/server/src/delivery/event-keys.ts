/** Why the keys that a sender gave its events cannot be used. */
export class EventKeysError extends Error {
  override readonly name = "EventKeysError";
  readonly code = "EVENT_KEYS";
}

const PART = /^([A-Za-z0-9_-]{8,64}):(\d{1,16}(?:-\d{1,16})?(?:,\d{1,16}(?:-\d{1,16})?)*)$/;

interface Range {
  readonly stream: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The keys of `count` events in order, from the header `x-codex-contracts-event-keys`
 * (`k3Jw9xQ2aB:17-42,45;p0Zq81Lm2c:3`). Throws an {@link EventKeysError} when it is malformed or names another number
 * of events; a range is never expanded beyond `count`.
 */
export function expandEventKeys(text: string, count: number): string[] {
  const keys: string[] = [];
  for (const { stream, first, last } of rangesFor(text, count)) {
    for (let number = first; number <= last; number++) keys.push(`${stream}:${number}`);
  }
  return keys;
}

/** Throws an {@link EventKeysError} unless the header is well formed and names `count` events. */
export function checkEventKeys(text: string, count: number): void {
  rangesFor(text, count);
}

interface KeyedEntry {
  readonly key: string;
  readonly meta: { readonly event_keys: string | null };
}

/** The key of each event of an entry: the sender's, otherwise made of the entry's key and the place in the body. */
export function eventKeysOf({ key, meta }: KeyedEntry, count: number): string[] {
  if (meta.event_keys !== null) return expandEventKeys(meta.event_keys, count);
  return Array.from({ length: count }, (_, index) => `${key}:${index}`);
}

/** The streams of the keys that `eventKeysOf` gives, without the events. */
export function streamsOf({ key, meta }: KeyedEntry): string[] {
  const ranges = readableRanges(meta.event_keys);
  return ranges === undefined ? [key] : [...new Set(ranges.map(({ stream }) => stream))];
}

/** The key of an entry whose events cannot be told apart. */
export function firstKeyOf({ key, meta }: KeyedEntry): string {
  const [first] = readableRanges(meta.event_keys) ?? [];
  return first === undefined ? `${key}:0` : `${first.stream}:${first.first}`;
}

function readableRanges(text: string | null): Range[] | undefined {
  try {
    return text === null ? undefined : text.split(";").flatMap(rangesOf);
  } catch {
    return undefined;
  }
}

function rangesFor(text: string, count: number): Range[] {
  const ranges = text.split(";").flatMap(rangesOf);
  const named = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (named !== count) throw new EventKeysError("expected as many event keys as events");
  return ranges;
}

function rangesOf(part: string): Range[] {
  const [, stream, list] = PART.exec(part) ?? [];
  if (stream === undefined || list === undefined)
    throw new EventKeysError("expected event keys as <stream>:<n>-<m>,<n>");
  return list.split(",").map((text) => {
    const [first = Number.NaN, last = first] = text.split("-").map(Number);
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first) {
      throw new EventKeysError("expected sequence numbers in order that a double holds exactly");
    }
    return { stream, first, last };
  });
}
