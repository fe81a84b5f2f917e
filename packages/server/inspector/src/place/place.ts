import type { Verdict } from "../../../src/api/wire.js";

export const views = ["events", "quarantine", "threads", "overview"] as const;
export type View = (typeof views)[number];

export const verdicts: readonly Verdict[] = ["accepted", "quarantined", "unknown"];

export interface Filter {
  readonly type: string | null;
  readonly client: string | null;
  readonly thread: string | null;
  readonly verdict: Verdict | null;
}

/** What the page shows. All of it stands in the address, so that what one sees can be shared. */
export interface Place extends Filter {
  readonly view: View;
  /** Key of the event that is open. */
  readonly event: string | null;
  /** Fingerprint of the quarantine group that is open. */
  readonly group: string | null;
  readonly span: Span;
}

/** How far the chart of the overview reaches back. */
export const spans = ["hour", "day", "month"] as const;
export type Span = (typeof spans)[number];

export const home: Place = {
  view: "events",
  type: null,
  client: null,
  thread: null,
  verdict: null,
  event: null,
  group: null,
  span: "hour",
};

/** Reads the query part of an address; what it does not understand it leaves out. */
export function readPlace(search: string): Place {
  const given = new URLSearchParams(search);
  const text = (name: string) => given.get(name) || null;
  return {
    view: oneOf(views, given.get("view")) ?? home.view,
    type: text("type"),
    client: text("client"),
    thread: text("thread"),
    verdict: oneOf(verdicts, given.get("verdict")) ?? null,
    event: text("event"),
    group: text("group"),
    span: oneOf(spans, given.get("span")) ?? home.span,
  };
}

/** The query part for a place, members in a fixed order, without those that say nothing: `?view=threads&thread=1`. */
export function writePlace(place: Place): string {
  const query = new URLSearchParams();
  for (const [name, standard] of Object.entries(home)) {
    // Place has no members but those of home.
    const value = place[name as keyof Place];
    if (value !== null && value !== standard) query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "?" : `?${text}`;
}

export function isFiltered({ type, client, thread, verdict }: Filter): boolean {
  return [type, client, thread, verdict].some((each) => each !== null);
}

/** The filter as query parameters of the read API. */
export function filterQuery({ type, client, thread, verdict }: Filter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ type, client, thread, verdict }))
    if (value !== null) query.set(name, value);
  return query;
}

function oneOf<Word extends string>(words: readonly Word[], given: string | null): Word | undefined {
  return words.find((word) => word === given);
}
