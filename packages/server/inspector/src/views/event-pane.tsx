import { useEffect } from "preact/hooks";
import type { ContractAnswer, EventRecord } from "../../../src/api/wire.js";
import { useAnswer } from "../api/use-answer.js";
import { knownTypes } from "../event/event-kinds.js";
import { eventRows, issuesOfWhole } from "../event/event-rows.js";
import { shortId } from "../format/ids.js";
import { useHeadingFocus } from "../keyboard/use-heading-focus.js";
import { CopyButton } from "../parts/copy-button.js";
import { Icon } from "../parts/icon.js";
import { Problem } from "../parts/notice.js";
import { Time } from "../parts/time.js";
import { VerdictBadge } from "../parts/verdict-badge.js";
import { Link } from "../place/link.js";
import { home } from "../place/place.js";
import { EventFields } from "./event-fields.js";
import { FindingList } from "./finding-list.js";

interface EventPaneProps {
  readonly eventKey: string;
  /** The event when the list has it already. */
  readonly known: EventRecord | undefined;
}

/** One event with what its contract says. */
export function EventPane({ eventKey, known }: EventPaneProps) {
  const stored = useAnswer<EventRecord>(
    known === undefined ? `v1/events/${encodeURIComponent(eventKey)}` : null,
  );
  const record = known ?? stored.answer;
  if (record !== undefined) return <OpenEvent record={record} />;
  if (stored.error !== undefined) return <Problem error={stored.error} retry={stored.reload} />;
  return <p class="rows-end muted">Reading the event…</p>;
}

function OpenEvent({ record }: { readonly record: EventRecord }) {
  const { event_type, findings, event, verdict } = record;
  const known = event_type !== null && knownTypes.includes(event_type);
  const contract = useAnswer<ContractAnswer>(known ? `v1/contracts/${encodeURIComponent(event_type)}` : null);
  const heading = useHeadingFocus(record.key);
  // Another event is read from its beginning.
  useEffect(() => heading.current?.closest(".pane-detail")?.scrollTo({ top: 0 }), [record.key]);
  const rows = eventRows(event, contract.answer, findings);
  return (
    <article class="event" aria-labelledby="event-title">
      <header class="event-head">
        <p class="event-close">
          <Link to={{ event: null }} class="button quiet">
            <Icon name="back" />
            Close
          </Link>
          <CopyButton text={JSON.stringify(event, undefined, 2)} label="Copy JSON" />
        </p>
        <h2 id="event-title" ref={heading} tabIndex={-1}>
          {event_type ?? "Event without a type"}
        </h2>
        <p class="event-verdict">
          <VerdictBadge verdict={verdict} />
          {contract.answer === undefined ? null : <span class="muted">{contract.answer.name}</span>}
        </p>
        <Facts record={record} />
        <Meaning contract={contract.answer} missing={!known} />
      </header>
      <FindingList issues={findings.issues} unknown={findings.unknown_keys} rows={rows} />
      {issuesOfWhole(findings).length > 0 && rows.length === 0 ? null : (
        <EventFields rows={rows} documented={contract.answer !== undefined} />
      )}
    </article>
  );
}

function Facts({ record }: { readonly record: EventRecord }) {
  const { received_at, client, thread_id, turn_id, key } = record;
  return (
    <dl class="facts">
      <Fact name="Received">
        <Time iso={received_at} />
      </Fact>
      {client === null ? null : (
        <Fact name="Client">
          <Link to={{ ...home, client }}>{client}</Link>
        </Fact>
      )}
      {thread_id === null ? null : (
        <Fact name="Thread">
          <Link to={{ ...home, view: "threads", thread: thread_id }}>
            <code title={thread_id}>{shortId(thread_id)}</code>
          </Link>
        </Fact>
      )}
      {turn_id === null ? null : (
        <Fact name="Turn">
          <code title={turn_id}>{shortId(turn_id)}</code>
        </Fact>
      )}
      <Fact name="Key">
        <code>{key}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface MeaningProps {
  readonly contract: ContractAnswer | undefined;
  readonly missing: boolean;
}

function Meaning({ contract, missing }: MeaningProps) {
  if (missing)
    return (
      <p class="meaning muted">
        The contracts of this server do not know this type. The event is kept as it came; a newer version of
        the server may know it.
      </p>
    );
  return <p class="meaning">{contract?.description ?? ""}</p>;
}
