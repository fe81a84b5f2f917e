import type { StatsBucket } from "../../../src/api/wire.js";
import { eventKinds } from "../event/event-kinds.js";
import { count, counted } from "../format/numbers.js";
import { clock, day } from "../format/times.js";
import type { Span } from "../place/place.js";
import { type Bar, barsOf, roundTop, spanParts } from "./buckets.js";

interface CountChartProps {
  readonly buckets: readonly StatsBucket[];
  readonly span: Span;
  readonly small?: boolean;
}

/** Events over time as bars, and the same as a table. */
export function CountChart({ buckets, span, small }: CountChartProps) {
  const bars = barsOf(buckets, span, Date.now());
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const highest = Math.max(...bars.map((bar) => bar.total));
  const top = roundTop(highest);
  const kinds = eventKinds.filter(({ name }) =>
    bars.some(({ parts }) => parts.some(({ kind }) => kind === name)),
  );
  const { label, each } = spanParts[span];
  return (
    <figure class={`chart ${small === true ? "chart-small" : ""}`}>
      <figcaption>
        <span class="chart-title">Events per {each}</span>
        <span class="muted">
          {label}: {counted(total, "event")}, at most {count(highest)} per {each}
        </span>
      </figcaption>
      <div class="chart-plot">
        <span class="chart-top" aria-hidden="true">
          {count(top)}
        </span>
        <Bars
          bars={bars}
          top={top}
          label={`Events per ${each}, ${label}. The same numbers stand in the table.`}
        />
        <p class="chart-axis" aria-hidden="true">
          <span>{when(bars[0], span)}</span>
          <span>{when(bars[Math.floor(bars.length / 2)], span)}</span>
          <span>now</span>
        </p>
      </div>
      <div class="chart-foot">
        <ul class="legend" aria-label="Colours">
          {kinds.map(({ name, label: kindLabel }) => (
            <li key={name} class={`kind kind-${name}`}>
              {kindLabel}
            </li>
          ))}
        </ul>
        <BarTable bars={bars} span={span} />
      </div>
    </figure>
  );
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly top: number;
  readonly label: string;
}

function Bars({ bars, top, label }: BarsProps) {
  const step = 100 / bars.length;
  return (
    <svg class="bars" role="img" aria-label={label} preserveAspectRatio="none">
      {[0.5, 1].map((share) => (
        <line
          key={share}
          class="grid"
          x1="0"
          x2="100%"
          y1={`${100 * (1 - share)}%`}
          y2={`${100 * (1 - share)}%`}
        />
      ))}
      {bars.map((bar, index) => {
        let below = 0;
        return bar.parts.map((part) => {
          const height = (100 * part.count) / top;
          below += height;
          return (
            <rect
              key={`${bar.at} ${part.kind}`}
              class={`fill-${part.kind}`}
              x={`${index * step + step * 0.12}%`}
              y={`${100 - below}%`}
              width={`${step * 0.76}%`}
              height={`${height}%`}
            >
              <title>{`${bar.total} at ${clock(bar.at)}`}</title>
            </rect>
          );
        });
      })}
    </svg>
  );
}

function BarTable({ bars, span }: { readonly bars: readonly Bar[]; readonly span: Span }) {
  const filled = bars.filter(({ total }) => total > 0).toReversed();
  return (
    <details class="chart-table">
      <summary>Show as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys too. */}
      <section class="table-scroll" aria-label="Counts" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Events</th>
              <th scope="col">Of which</th>
            </tr>
          </thead>
          <tbody>
            {filled.length === 0 ? (
              <tr>
                <td colSpan={3}>No event in this time.</td>
              </tr>
            ) : null}
            {filled.map((bar) => (
              <tr key={bar.at}>
                <th scope="row">{when(bar, span)}</th>
                <td class="number">{count(bar.total)}</td>
                <td>
                  {bar.parts.map(({ kind, count: own }) => `${labelOf(kind)} ${count(own)}`).join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function labelOf(kind: string): string {
  return eventKinds.find(({ name }) => name === kind)?.label ?? kind;
}

function when(bar: Bar | undefined, span: Span): string {
  if (bar === undefined) return "";
  return span === "month" ? day(bar.at) : clock(bar.at).slice(0, 5);
}
