import type { EventRecord } from "../../../src/api/wire.js";

/** The list of events: what is shown, and what came while the reader was reading. Newest first, bounded. */
export interface Feed {
  readonly shown: readonly EventRecord[];
  readonly held: readonly EventRecord[];
  /** Held events that were let go because too many were held. */
  readonly lost: number;
  /** Where older events go on; null when there are none, undefined before the first page. */
  readonly next: string | null | undefined;
}

export const emptyFeed: Feed = { shown: [], held: [], lost: 0, next: undefined };

/** Rows in the list: more than anybody reads, and few enough to stay quick. */
export const mostShown = 500;

export type FeedAction =
  /** The first page: replaces what is stored, keeps what came live in the meantime. */
  | { readonly do: "load"; readonly events: readonly EventRecord[]; readonly next: string | null }
  | { readonly do: "append"; readonly events: readonly EventRecord[]; readonly next: string | null }
  | { readonly do: "arrive"; readonly events: readonly EventRecord[]; readonly hold: boolean }
  | { readonly do: "release" }
  | { readonly do: "clear" };

export function feedReducer(feed: Feed, action: FeedAction): Feed {
  switch (action.do) {
    case "load": {
      const known = keysOf(action.events);
      const newer = feed.shown.filter(
        ({ key, received_at }) => !known.has(key) && received_at >= (action.events[0]?.received_at ?? ""),
      );
      return { ...feed, shown: bounded([...newer, ...action.events]), next: action.next };
    }
    case "append": {
      const known = keysOf(feed.shown);
      const older = action.events.filter(({ key }) => !known.has(key));
      return { ...feed, shown: [...feed.shown, ...older], next: action.next };
    }
    case "arrive": {
      const known = keysOf([...feed.shown, ...feed.held]);
      const fresh = action.events.filter(({ key }) => !known.has(key)).toReversed();
      if (fresh.length === 0) return feed;
      const held = [...fresh, ...feed.held];
      if (!action.hold) return { ...feed, shown: bounded([...held, ...feed.shown]), held: [], lost: 0 };
      return {
        ...feed,
        held: held.slice(0, mostShown),
        lost: feed.lost + Math.max(0, held.length - mostShown),
      };
    }
    case "release":
      return { ...feed, shown: bounded([...feed.held, ...feed.shown]), held: [], lost: 0 };
    case "clear":
      return emptyFeed;
  }
}

function keysOf(events: readonly EventRecord[]): ReadonlySet<string> {
  return new Set(events.map(({ key }) => key));
}

function bounded(events: readonly EventRecord[]): readonly EventRecord[] {
  return events.slice(0, mostShown);
}

/** What to say of new events to those who listen. */
export function announcement(events: readonly EventRecord[]): string {
  const bad = events.filter(({ verdict }) => verdict === "quarantined").length;
  const all = `${events.length} new ${events.length === 1 ? "event" : "events"}`;
  return bad === 0 ? all : `${all}, ${bad} in quarantine`;
}
