/** What an event counts once under, for ever: the client that recorded it and its number there. */
export interface EventKey {
  /** Id of the recording client: 8 to 64 of `A-Z a-z 0-9 _ -`. */
  readonly stream: string;
  /** 1 for the first event of the stream. */
  readonly n: number;
}

/** Keys in order as the text of `x-codex-contracts-event-keys`: `k3Jw9xQ2aB:17-42,45;p0Zq81Lm2c:3`. */
export function formatEventKeys(keys: readonly EventKey[]): string {
  const parts: { readonly stream: string; readonly ranges: Range[] }[] = [];
  for (const { stream, n } of keys) {
    let part = parts.at(-1);
    if (part?.stream !== stream) parts.push((part = { stream, ranges: [] }));
    const range = part.ranges.at(-1);
    if (range?.last === n - 1) range.last = n;
    else part.ranges.push({ first: n, last: n });
  }
  return parts.map(({ stream, ranges }) => `${stream}:${ranges.map(formatRange).join(",")}`).join(";");
}

/** A stream id out of a UUID: 18 of its hex digits after the first two. */
export function streamId(uuid: string): string {
  return uuid.replaceAll("-", "").slice(2, 20);
}

interface Range {
  readonly first: number;
  last: number;
}

function formatRange({ first, last }: Range): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
