import type { StatsAnswer } from "../../../src/api/wire.js";
import { useAnswer } from "../api/use-answer.js";
import { firstBar, spanParts } from "../chart/buckets.js";
import { CountChart } from "../chart/count-chart.js";
import { kindOf } from "../event/event-kinds.js";
import type { Live } from "../feed/use-live.js";
import { bytes, count } from "../format/numbers.js";
import { ago } from "../format/times.js";
import { HowToSend } from "../parts/how-to-send.js";
import { Problem } from "../parts/notice.js";
import { useInterval } from "../parts/use-interval.js";
import { Link } from "../place/link.js";
import { home, type Place, spans } from "../place/place.js";
import { usePlace } from "../place/use-place.js";

const refreshMs = 5000;

export function OverviewView({ live }: { readonly live: Live }) {
  const { place } = usePlace();
  const { bucket } = spanParts[place.span];
  const since = new Date(firstBar(place.span, Date.now())).toISOString();
  const stats = useAnswer<StatsAnswer>(`v1/stats?bucket=${bucket}&since=${since}`, `stats ${place.span}`);
  useInterval(stats.reload, refreshMs);
  if (stats.answer === undefined)
    return stats.error === undefined ? (
      <p class="rows-end muted">Reading the counts…</p>
    ) : (
      <Problem error={stats.error} retry={stats.reload} />
    );
  const { totals, by_type, by_client, buckets, store } = stats.answer;
  const log = live.stats?.log ?? stats.answer.log;
  return (
    <div class="overview">
      <section aria-labelledby="totals-title">
        <h2 id="totals-title" class="hidden">
          Totals
        </h2>
        <dl class="tiles">
          <Tile
            name="Accepted"
            value={count(totals.accepted)}
            look="accepted"
            to={{ ...home, verdict: "accepted" }}
          />
          <Tile
            name="Quarantined"
            value={count(totals.quarantined)}
            look="quarantined"
            to={{ ...home, view: "quarantine" }}
          />
          <Tile
            name="Unknown"
            value={count(totals.unknown)}
            look="unknown"
            to={{ ...home, verdict: "unknown" }}
          />
          <Tile name="Duplicates" value={count(totals.duplicates)} note="counted once" />
          <Tile
            name="Waiting in the log"
            value={count(log.entries)}
            note={
              log.oldest === null
                ? "nothing waits"
                : `${bytes(log.bytes)}, oldest ${ago(log.oldest, Date.now())}`
            }
          />
          <Tile name="In the store" value={count(store.events)} note={bytes(store.bytes)} />
        </dl>
      </section>
      <section class="card" aria-label="Counts over time">
        <nav class="spans" aria-label="Time of the chart">
          {spans.map((span) => (
            <Link key={span} to={{ span }} current={span === place.span ? "true" : undefined}>
              {spanParts[span].label}
            </Link>
          ))}
        </nav>
        <CountChart buckets={buckets} span={place.span} />
      </section>
      <div class="two">
        <Shares
          title="By type"
          rows={by_type.map((each) => ({
            name: each.event_type,
            count: each.count,
            kind: kindOf(each.event_type),
            to: { ...home, type: each.event_type },
          }))}
        />
        <Shares
          title="By client"
          rows={by_client.map((each) => ({
            name: each.client,
            count: each.count,
            kind: undefined,
            to: { ...home, client: each.client },
          }))}
        />
      </div>
      {store.events === 0 ? (
        <section class="card">
          <h2>Nothing is stored yet</h2>
          <HowToSend />
        </section>
      ) : null}
    </div>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly look?: string;
  readonly to?: Partial<Place>;
}

function Tile({ name, value, note, look, to }: TileProps) {
  return (
    <div class={`tile ${look === undefined ? "" : `tile-${look}`}`}>
      <dt>{to === undefined ? name : <Link to={to}>{name}</Link>}</dt>
      <dd>
        <span class="tile-value">{value}</span>
        {note === undefined ? null : <span class="muted">{note}</span>}
      </dd>
    </div>
  );
}

interface SharesProps {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string | null;
    readonly count: number;
    readonly kind: string | undefined;
    readonly to: Partial<Place>;
  }[];
}

/** Counts with bars beside them, largest first. */
function Shares({ title, rows }: SharesProps) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? <p class="muted">Nothing yet.</p> : null}
      <table class="shares" aria-label={`Events ${title.toLowerCase()}`}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name ?? ""}>
              <th scope="row">
                {row.name === null ? (
                  <span class="muted">not said</span>
                ) : (
                  <Link to={row.to} class={row.kind === undefined ? "" : `kind kind-${row.kind}`}>
                    {row.name}
                  </Link>
                )}
              </th>
              <td class="share">
                <span
                  class={`share-bar fill-${row.kind ?? "turn"}`}
                  style={{ width: `${(100 * row.count) / most}%` }}
                />
              </td>
              <td class="number">{count(row.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
