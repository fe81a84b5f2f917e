import { useEffect, useRef } from "preact/hooks";
import type { EventRecord, StatsAnswer } from "../../../src/api/wire.js";
import { useAnswer } from "../api/use-answer.js";
import { firstBar, spanParts } from "../chart/buckets.js";
import { CountChart } from "../chart/count-chart.js";
import { mostShown } from "../feed/feed.js";
import type { Live } from "../feed/use-live.js";
import { count, counted } from "../format/numbers.js";
import { HowToSend } from "../parts/how-to-send.js";
import { Icon } from "../parts/icon.js";
import { Notice, Problem } from "../parts/notice.js";
import { useInterval } from "../parts/use-interval.js";
import { isFiltered } from "../place/place.js";
import { usePlace } from "../place/use-place.js";
import { EventPane } from "./event-pane.js";
import { EventRowLink } from "./event-row-link.js";
import { Filters } from "./filters.js";

const statsMs = 5000;

export function EventsView({ live }: { readonly live: Live }) {
  const { place } = usePlace();
  const since = new Date(firstBar("hour", Date.now())).toISOString();
  const stats = useAnswer<StatsAnswer>(`v1/stats?bucket=${spanParts.hour.bucket}&since=${since}`, "stats");
  useInterval(stats.reload, statsMs);
  const open = place.event;
  const known = [...live.feed.shown, ...live.feed.held].find(({ key }) => key === open);
  const buckets = (stats.answer?.buckets ?? []).filter(
    ({ event_type }) => place.type === null || event_type === place.type,
  );
  return (
    <>
      <section class="events-head" aria-label="Live events">
        <Filters stats={stats.answer} />
        <CountChart buckets={buckets} span="hour" small />
      </section>
      <div class={`split ${open === null ? "" : "split-open"}`}>
        <section class="pane pane-list" aria-label="Events">
          <ListBar live={live} />
          <List live={live} stored={stats.answer?.store.events} />
        </section>
        <section class="pane pane-detail" aria-label="Open event">
          {open === null ? <NothingOpen /> : <EventPane eventKey={open} known={known} />}
        </section>
      </div>
    </>
  );
}

function ListBar({ live }: { readonly live: Live }) {
  const { feed, paused, setPaused, release } = live;
  const { place } = usePlace();
  const held = feed.held.length + feed.lost;
  return (
    <div class="list-bar">
      <button type="button" class="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
        <Icon name={paused ? "play" : "pause"} />
        {paused ? "Resume" : "Pause"}
      </button>
      {held === 0 ? null : (
        <button type="button" class="button primary" onClick={release}>
          <Icon name="arrowUp" />
          Show {counted(held, "new event")}
        </button>
      )}
      {isFiltered(place) ? <ClearFilters /> : null}
      <span class="list-count muted">
        {feed.shown.length === 0 ? "" : `${counted(feed.shown.length, "event")} shown`}
        {live.stats !== undefined && live.stats.skipped > 0
          ? `, ${count(live.stats.skipped)} left out: they come faster than a page can show`
          : ""}
      </span>
    </div>
  );
}

function List({ live, stored }: { readonly live: Live; readonly stored: number | undefined }) {
  const { feed, error, reload } = live;
  if (feed.shown.length === 0 && error !== undefined) return <Problem error={error} retry={reload} />;
  if (feed.shown.length === 0) return <EmptyList loading={feed.next === undefined} stored={stored} />;
  return (
    <div class="rows" data-feed="">
      <ol class="row-list">
        {feed.shown.map((record, index) => (
          <EventItem key={record.key} record={record} first={index === 0} />
        ))}
      </ol>
      <Older live={live} />
    </div>
  );
}

function EventItem({ record, first }: { readonly record: EventRecord; readonly first: boolean }) {
  return (
    <li>
      <EventRowLink record={record} first={first} />
    </li>
  );
}

function Older({ live }: { readonly live: Live }) {
  const { shown, next } = live.feed;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What is read next is what the button has brought.
    if (button.current === document.activeElement) button.current?.scrollIntoView({ block: "nearest" });
  });
  if (typeof next !== "string") return <p class="rows-end muted">These are all of them.</p>;
  if (shown.length >= mostShown * 4)
    return <p class="rows-end muted">Older events: narrow the filters, or use codex-contracts events.</p>;
  return (
    <p class="rows-end">
      <button ref={button} type="button" class="button" onClick={live.loadOlder}>
        Show older events
      </button>
    </p>
  );
}

interface EmptyListProps {
  readonly loading: boolean;
  readonly stored: number | undefined;
}

function EmptyList({ loading, stored }: EmptyListProps) {
  const { place } = usePlace();
  if (loading) return <p class="rows-end muted">Reading events…</p>;
  if (isFiltered(place))
    return (
      <Notice title="No event matches">
        <p>
          {stored === undefined || stored === 0
            ? "New events appear here as they come."
            : `${counted(stored, "event")} stored do not match these filters. New ones appear here as they come.`}
        </p>
        <ClearFilters />
      </Notice>
    );
  return (
    <Notice title="Waiting for the first event">
      <HowToSend />
    </Notice>
  );
}

function ClearFilters() {
  const { go } = usePlace();
  const clear = () => go({ type: null, client: null, thread: null, verdict: null, event: null });
  return (
    <button type="button" class="button" onClick={clear}>
      Clear filters
    </button>
  );
}

function NothingOpen() {
  return (
    <div class="notice nothing-open">
      <h2>No event is open</h2>
      <p>
        Choose one to see its fields, what each of them means and what was found. <kbd>j</kbd> and{" "}
        <kbd>k</kbd> go through the list, <kbd>Enter</kbd> opens, <kbd>?</kbd> shows all keys.
      </p>
    </div>
  );
}
