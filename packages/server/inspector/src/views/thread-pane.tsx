import type { TimelineAnswer, TimelineItem } from "../../../src/api/wire.js";
import { useAnswer } from "../api/use-answer.js";
import { kindOf } from "../event/event-kinds.js";
import { counted, duration } from "../format/numbers.js";
import { clock, day } from "../format/times.js";
import { useHeadingFocus } from "../keyboard/use-heading-focus.js";
import { CopyButton } from "../parts/copy-button.js";
import { Icon } from "../parts/icon.js";
import { Problem } from "../parts/notice.js";
import { useInterval } from "../parts/use-interval.js";
import { Link } from "../place/link.js";
import { home } from "../place/place.js";
import { usePlace } from "../place/use-place.js";
import { TimelinePicture } from "../timeline/timeline-picture.js";
import { EventPane } from "./event-pane.js";

const refreshMs = 5000;

/** One thread: its timeline as a picture and as a list, and the event that was chosen in either. */
export function ThreadPane({ thread }: { readonly thread: string }) {
  const { place } = usePlace();
  const timeline = useAnswer<TimelineAnswer>(`v1/threads/${encodeURIComponent(thread)}/timeline`);
  useInterval(timeline.reload, refreshMs);
  const items = timeline.answer?.items;
  const heading = useHeadingFocus(thread);
  return (
    <article class="event" aria-labelledby="thread-title">
      <header class="event-head">
        <p class="event-close">
          <Link to={{ thread: null, event: null }} class="button quiet">
            <Icon name="back" />
            Close
          </Link>
          <CopyButton text={thread} label="Copy id" />
          <Link to={{ ...home, thread }} class="button quiet">
            Its events
          </Link>
        </p>
        <h2 id="thread-title" class="thread-title" ref={heading} tabIndex={-1}>
          Thread <code>{thread}</code>
        </h2>
        {items === undefined ? null : <p class="muted">{extent(items)}</p>}
      </header>
      {items === undefined && timeline.error !== undefined ? (
        <Problem error={timeline.error} retry={timeline.reload} />
      ) : null}
      {items === undefined ? null : (
        <>
          <TimelinePicture items={items} />
          {place.event === null ? null : <EventPane eventKey={place.event} known={undefined} />}
          <ItemTable items={items} />
        </>
      )}
    </article>
  );
}

function extent(items: readonly TimelineItem[]): string {
  const starts = items.map(({ started_at }) => Date.parse(started_at));
  const ends = items.map(({ started_at, ended_at }) => Date.parse(ended_at ?? started_at));
  const from = Math.min(...starts);
  const first = new Date(from).toISOString();
  return `${counted(items.length, "event")} in ${duration(Math.max(...ends) - from)}, from ${day(first)} ${clock(first)}`;
}

function ItemTable({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <section aria-labelledby="items-title">
      <h3 id="items-title" class="part-title">
        The same as a list
      </h3>
      <div class="table-scroll">
        <table class="items">
          <thead>
            <tr>
              <th scope="col">Start</th>
              <th scope="col">What</th>
              <th scope="col">Status</th>
              <th scope="col">Duration</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.key}>
                <td class="number">{clock(item.started_at)}</td>
                <td>
                  <Link to={{ event: item.key }} class={`kind kind-${kindOf(item.event_type)}`}>
                    {item.label}
                  </Link>
                </td>
                <td>{item.status ?? ""}</td>
                <td class="number">{durationOf(item)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function durationOf({ started_at, ended_at }: TimelineItem): string {
  return ended_at === null ? "" : duration(Date.parse(ended_at) - Date.parse(started_at));
}
