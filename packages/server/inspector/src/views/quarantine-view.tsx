import { useState } from "preact/hooks";
import type { QuarantineAnswer, QuarantineGroup } from "../../../src/api/wire.js";
import type { ApiError } from "../api/api-client.js";
import { useAnswer } from "../api/use-answer.js";
import { kindOf } from "../event/event-kinds.js";
import { issueInWords } from "../event/summary.js";
import { count } from "../format/numbers.js";
import { ago } from "../format/times.js";
import { Notice, Problem } from "../parts/notice.js";
import { useInterval } from "../parts/use-interval.js";
import { Link } from "../place/link.js";
import { usePlace } from "../place/use-place.js";
import { QuarantineGroupPane } from "./quarantine-group-pane.js";

const refreshMs = 5000;

export function QuarantineView() {
  const { place } = usePlace();
  const list = useAnswer<QuarantineAnswer>("v1/quarantine");
  const [said, setSaid] = useState<string>();
  useInterval(list.reload, refreshMs);
  const groups = list.answer?.groups;
  const open = groups?.find(({ fingerprint }) => fingerprint === place.group);
  const chosen = place.group !== null;
  return (
    <>
      <p class="outcome" role="status">
        {said}
      </p>
      <div class={`split ${chosen ? "split-open" : ""}`}>
        <section class="pane pane-list" aria-label="Failures">
          <GroupList groups={groups} error={list.error} retry={list.reload} />
        </section>
        <section class="pane pane-detail" aria-label="Open failure">
          {open === undefined ? (
            <NothingOpen gone={chosen && groups !== undefined} some={(groups?.length ?? 0) > 0} />
          ) : (
            <QuarantineGroupPane
              key={open.fingerprint}
              group={open}
              onDone={(words) => {
                setSaid(words);
                list.reload();
              }}
            />
          )}
        </section>
      </div>
    </>
  );
}

interface GroupListProps {
  readonly groups: readonly QuarantineGroup[] | undefined;
  readonly error: ApiError | undefined;
  readonly retry: () => void;
}

function GroupList({ groups, error, retry }: GroupListProps) {
  const { place } = usePlace();
  if (groups === undefined)
    return error === undefined ? (
      <p class="rows-end muted">Reading the quarantine…</p>
    ) : (
      <Problem error={error} retry={retry} />
    );
  if (groups.length === 0)
    return (
      <Notice title="Nothing is in quarantine">
        <p>
          Every event that came keeps to its contract. One that does not is kept here with the reason, and can
          be replayed once the contract or the sender is mended.
        </p>
      </Notice>
    );
  return (
    <ol class="row-list rows">
      {groups.map((group, index) => {
        const current = group.fingerprint === place.group;
        const [first] = group.issues;
        return (
          <li key={group.fingerprint}>
            <Link
              to={{ group: group.fingerprint, event: null }}
              class="row group-row"
              current={current ? "true" : undefined}
              tabIndex={current || (index === 0 && place.group === null) ? 0 : -1}
              opens={group.fingerprint}
              row
            >
              <span class="group-count number">{count(group.count)}</span>
              <span class={`row-type kind kind-${kindOf(group.event_type)}`}>
                {group.event_type ?? "no type"}
              </span>
              <span class="row-summary">
                {first === undefined ? "unknown event type" : issueInWords(first)}
              </span>
              <span class="row-client muted">{ago(group.last_seen, Date.now())}</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

function NothingOpen({ gone, some }: { readonly gone: boolean; readonly some: boolean }) {
  if (!gone && !some) return null;
  return (
    <div class="notice nothing-open">
      <h2>{gone ? "This failure is no longer in quarantine" : "No failure is open"}</h2>
      <p>
        {gone
          ? "Its events were replayed or dropped, or newer ones took their place."
          : "Choose one to see its reasons and events, and to replay or drop them."}
      </p>
    </div>
  );
}
