import type { ThreadSummary, ThreadsAnswer } from "../../../src/api/wire.js";
import { useAnswer } from "../api/use-answer.js";
import { shortId } from "../format/ids.js";
import { counted } from "../format/numbers.js";
import { ago } from "../format/times.js";
import { HowToSend } from "../parts/how-to-send.js";
import { Notice, Problem } from "../parts/notice.js";
import { useInterval } from "../parts/use-interval.js";
import { Link } from "../place/link.js";
import { usePlace } from "../place/use-place.js";
import { ThreadPane } from "./thread-pane.js";

const refreshMs = 5000;

export function ThreadsView() {
  const { place } = usePlace();
  const threads = useAnswer<ThreadsAnswer>("v1/threads?limit=200");
  useInterval(threads.reload, refreshMs);
  return (
    <div class={`split split-narrow-list ${place.thread === null ? "" : "split-open"}`}>
      <section class="pane pane-list" aria-label="Threads">
        <ThreadList threads={threads} />
      </section>
      <section class="pane pane-detail" aria-label="Open thread">
        {place.thread === null ? (
          <div class="notice nothing-open">
            <h2>No thread is open</h2>
            <p>Choose one to see its turns, steers, hooks, reviews and compactions along the time.</p>
          </div>
        ) : (
          <ThreadPane key={place.thread} thread={place.thread} />
        )}
      </section>
    </div>
  );
}

function ThreadList({ threads }: { readonly threads: ReturnType<typeof useAnswer<ThreadsAnswer>> }) {
  const { answer, error, reload } = threads;
  if (answer === undefined)
    return error === undefined ? (
      <p class="rows-end muted">Reading threads…</p>
    ) : (
      <Problem error={error} retry={reload} />
    );
  if (answer.threads.length === 0)
    return (
      <Notice title="No thread yet">
        <HowToSend />
      </Notice>
    );
  return (
    <ol class="row-list rows">
      {answer.threads.map((thread, index) => (
        <li key={thread.thread_id}>
          <ThreadRow thread={thread} first={index === 0} />
        </li>
      ))}
    </ol>
  );
}

function ThreadRow({ thread, first }: { readonly thread: ThreadSummary; readonly first: boolean }) {
  const { place } = usePlace();
  const { thread_id, last_seen, events, turns, client } = thread;
  const current = thread_id === place.thread;
  return (
    <Link
      to={{ thread: thread_id, event: null }}
      class="row thread-row"
      current={current ? "true" : undefined}
      tabIndex={current || (first && place.thread === null) ? 0 : -1}
      opens={thread_id}
      row
    >
      <code class="thread-id" title={thread_id}>
        {shortId(thread_id)}
      </code>
      <span class="row-client muted">{ago(last_seen, Date.now())}</span>
      <span class="row-summary">
        {counted(turns, "turn")}, {counted(events, "event")}
        {client === null ? "" : ` · ${client}`}
      </span>
    </Link>
  );
}
