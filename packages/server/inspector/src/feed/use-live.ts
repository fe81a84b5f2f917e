import { useCallback, useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { EventRecord, EventsAnswer, LiveStats } from "../../../src/api/wire.js";
import { ApiError } from "../api/api-client.js";
import { type LiveState, listenLive } from "../api/live-connection.js";
import { useSession } from "../api/session.js";
import { type Filter, filterQuery } from "../place/place.js";
import { announcement, emptyFeed, type Feed, feedReducer } from "./feed.js";
import { isReading } from "./is-reading.js";

export interface Live {
  readonly feed: Feed;
  readonly state: LiveState;
  readonly stats: LiveStats | undefined;
  readonly paused: boolean;
  readonly error: ApiError | undefined;
  /** For those who listen; changes rarely. */
  readonly announced: string;
  setPaused(paused: boolean): void;
  release(): void;
  loadOlder(): void;
  reload(): void;
}

/** Events are drawn in groups: a screen has no use for more changes than this. */
const drawMs = 120;
const announceMs = 10_000;

/** The list of events that a filter lets through, kept up to date. */
export function useLive(filter: Filter): Live {
  const { api, number } = useSession();
  const [feed, dispatch] = useReducer(feedReducer, emptyFeed);
  const [state, setState] = useState<LiveState>("connecting");
  const [stats, setStats] = useState<LiveStats>();
  const [paused, setPaused] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [announced, setAnnounced] = useState("");
  const pausedNow = useRef(paused);
  pausedNow.current = paused;
  const query = filterQuery(filter).toString();
  /** Counts the lists: an answer for an earlier one comes too late. */
  const list = useRef(0);

  const load = useCallback(
    (cursor: string | null) => {
      const page = new URLSearchParams(query);
      page.set("limit", "100");
      if (cursor !== null) page.set("cursor", cursor);
      const own = list.current;
      return api.get<EventsAnswer>(`v1/events?${page}`).then(
        ({ events, next }) => {
          if (own !== list.current) return;
          setError(undefined);
          dispatch({ do: cursor === null ? "load" : "append", events, next });
        },
        (failure: unknown) => {
          if (own === list.current && failure instanceof ApiError) setError(failure);
        },
      );
    },
    [api, query],
  );

  // A new session starts anew.
  useEffect(() => {
    let waiting: EventRecord[] = [];
    let unsaid: EventRecord[] = [];
    const draw = setInterval(() => {
      if (waiting.length === 0) return;
      dispatch({ do: "arrive", events: waiting, hold: pausedNow.current || isReading() });
      waiting = [];
    }, drawMs);
    const announce = setInterval(() => {
      if (unsaid.length === 0) return;
      setAnnounced(announcement(unsaid));
      unsaid = [];
    }, announceMs);
    list.current += 1;
    dispatch({ do: "clear" });
    void load(null);
    const stop = listenLive(api, query === "" ? "" : `?${query}`, {
      onEvent(record) {
        waiting.push(record);
        unsaid.push(record);
      },
      onStats: setStats,
      onGap: () => void load(null),
      onState: setState,
    });
    return () => {
      stop();
      clearInterval(draw);
      clearInterval(announce);
    };
  }, [api, query, load, number]);

  return {
    feed,
    state,
    stats,
    paused,
    error,
    announced,
    setPaused(next) {
      setPaused(next);
      if (!next) dispatch({ do: "release" });
    },
    release: () => dispatch({ do: "release" }),
    loadOlder() {
      if (typeof feed.next === "string") void load(feed.next);
    },
    reload: () => void load(null),
  };
}
