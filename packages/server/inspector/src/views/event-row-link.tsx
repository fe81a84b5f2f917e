import type { EventRecord } from "../../../src/api/wire.js";
import { kindOf } from "../event/event-kinds.js";
import { summary } from "../event/summary.js";
import { clock } from "../format/times.js";
import { VerdictBadge } from "../parts/verdict-badge.js";
import { Link } from "../place/link.js";
import { usePlace } from "../place/use-place.js";

interface EventRowLinkProps {
  readonly record: EventRecord;
  /** The one row that the tab key reaches; j and k reach the others. */
  readonly first: boolean;
}

/** One line of the list. */
export function EventRowLink({ record, first }: EventRowLinkProps) {
  const { place } = usePlace();
  const open = record.key === place.event;
  const reachable = open || (first && place.event === null);
  return (
    <Link
      to={{ event: record.key }}
      class="row event-row"
      current={open ? "true" : undefined}
      tabIndex={reachable ? 0 : -1}
      opens={record.key}
      row
    >
      <time class="row-time" dateTime={record.received_at}>
        {clock(record.received_at)}
      </time>
      <VerdictBadge verdict={record.verdict} short />
      <span class={`row-type kind kind-${kindOf(record.event_type)}`}>{record.event_type ?? "no type"}</span>
      <span class="row-summary">{summary(record)}</span>
      <span class="row-client">{record.client ?? ""}</span>
    </Link>
  );
}
