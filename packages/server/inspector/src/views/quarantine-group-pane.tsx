import { useState } from "preact/hooks";
import type {
  DropAnswer,
  QuarantineEntriesAnswer,
  QuarantineGroup,
  ReplayAnswer,
} from "../../../src/api/wire.js";
import { ApiError } from "../api/api-client.js";
import { useSession } from "../api/session.js";
import { useAnswer } from "../api/use-answer.js";
import { count, counted } from "../format/numbers.js";
import { shortTime } from "../format/times.js";
import { useHeadingFocus } from "../keyboard/use-heading-focus.js";
import { ConfirmDialog } from "../parts/confirm-dialog.js";
import { Icon } from "../parts/icon.js";
import { Problem } from "../parts/notice.js";
import { Time } from "../parts/time.js";
import { Link } from "../place/link.js";
import { usePlace } from "../place/use-place.js";
import { EventPane } from "./event-pane.js";

interface GroupProps {
  readonly group: QuarantineGroup;
  readonly onDone: (words: string) => void;
}

/** The reasons and events of equal failures, and what can be done with them. */
export function QuarantineGroupPane({ group, onDone }: GroupProps) {
  const { fingerprint, event_type, issues, first_seen, last_seen } = group;
  const { place, go } = usePlace();
  const { api } = useSession();
  const path = `v1/quarantine/${encodeURIComponent(fingerprint)}`;
  const entries = useAnswer<QuarantineEntriesAnswer>(path);
  const heading = useHeadingFocus(fingerprint);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const act = async (words: Promise<string>) => {
    setBusy(true);
    onDone(
      await words.catch((error: unknown) => (error instanceof ApiError ? `${error.message}.` : "It failed.")),
    );
    setBusy(false);
  };
  const replay = () =>
    act(
      api.send<ReplayAnswer>("POST", `${path}/replay`).then((answer) => {
        if (answer.still_quarantined > 0) entries.reload();
        return replayWords(answer);
      }),
    );
  const drop = () =>
    act(
      api.send<DropAnswer>("DELETE", path).then(({ dropped }) => {
        go({ group: null, event: null });
        return `${counted(dropped, "event")} dropped.`;
      }),
    );

  const chosen = entries.answer?.entries.find(({ key }) => key === place.event);
  return (
    <article class="event" aria-labelledby="group-title">
      <header class="event-head">
        <p class="event-close">
          <Link to={{ group: null, event: null }} class="button quiet">
            <Icon name="back" />
            Close
          </Link>
        </p>
        <h2 id="group-title" ref={heading} tabIndex={-1}>
          {event_type ?? "Events without a type"}
        </h2>
        <dl class="facts">
          <div>
            <dt>Events</dt>
            <dd>{count(group.count)}</dd>
          </div>
          <div>
            <dt>First</dt>
            <dd>
              <Time iso={first_seen} text={shortTime(first_seen, Date.now())} />
            </dd>
          </div>
          <div>
            <dt>Last</dt>
            <dd>
              <Time iso={last_seen} text={shortTime(last_seen, Date.now())} />
            </dd>
          </div>
          <div>
            <dt>Fingerprint</dt>
            <dd>
              <code>{fingerprint}</code>
            </dd>
          </div>
        </dl>
        <section class="findings findings-bad" aria-labelledby="reasons-title">
          <h3 id="reasons-title">{issues.length === 0 ? "Unknown event type" : "Why these are here"}</h3>
          <ul>
            {issues.map(({ path: place, code, expected }) => (
              <li key={`${place} ${code}`}>
                <code>{place || "the event"}</code> expected {expected} <span class="chip">{code}</span>
              </li>
            ))}
          </ul>
        </section>
        <div class="actions">
          <button type="button" class="button primary" disabled={busy} onClick={replay}>
            Replay {counted(group.count, "event")}
          </button>
          <button type="button" class="button danger" disabled={busy} onClick={() => setAsking(true)}>
            Drop
          </button>
          <span class="muted">
            Replay judges them again with the contracts of this server and keeps what now passes.
          </span>
        </div>
      </header>
      <EntryList entries={entries} open={place.event} />
      {chosen === undefined ? null : <EventPane eventKey={chosen.key} known={chosen} />}
      {asking ? (
        <ConfirmDialog
          title={`Drop ${counted(group.count, "event")}?`}
          text="They are deleted from the quarantine and cannot be replayed afterwards."
          action={`Drop ${counted(group.count, "event")}`}
          onConfirm={() => void drop()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </article>
  );
}

interface EntryListProps {
  readonly entries: ReturnType<typeof useAnswer<QuarantineEntriesAnswer>>;
  readonly open: string | null;
}

function EntryList({ entries, open }: EntryListProps) {
  if (entries.answer === undefined)
    return entries.error === undefined ? (
      <p class="rows-end muted">Reading the events…</p>
    ) : (
      <Problem error={entries.error} retry={entries.reload} />
    );
  return (
    <section aria-labelledby="entries-title">
      <h3 id="entries-title" class="part-title">
        Events, newest first
      </h3>
      <ol class="row-list entries">
        {entries.answer.entries.map((record) => (
          <li key={record.key}>
            <Link
              to={{ event: record.key === open ? null : record.key }}
              class="row entry-row"
              current={record.key === open ? "true" : undefined}
              opens={record.key}
            >
              <time class="row-time" dateTime={record.received_at}>
                {shortTime(record.received_at, Date.now())}
              </time>
              <code class="row-summary">{record.key}</code>
              <span class="row-client">{record.client ?? ""}</span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

function replayWords({ replayed, still_quarantined }: ReplayAnswer): string {
  const left =
    still_quarantined === 0
      ? ""
      : ` ${counted(still_quarantined, "event")} ${still_quarantined === 1 ? "stays" : "stay"}: the contract is still broken, or not every value was kept.`;
  return `${counted(replayed, "event")} replayed.${left}`;
}
