import { useRef } from "preact/hooks";
import type { TimelineItem } from "../../../src/api/wire.js";
import { duration } from "../format/numbers.js";
import { clock } from "../format/times.js";
import { useWidth } from "../parts/use-width.js";
import { usePlace } from "../place/use-place.js";
import { layOutTimeline, type Mark, type TimelinePicture as Picture } from "./timeline-layout.js";

const labelWidth = 104;
/** Below this the picture scrolls. */
const narrowest = 420;

/** The lanes of a thread. Its items are links: the tab key reaches one, the arrow keys the others. */
export function TimelinePicture({ items }: { readonly items: readonly TimelineItem[] }) {
  const { element, width } = useWidth(720);
  const picture = layOutTimeline(items, Math.max(narrowest, width - labelWidth - 8));
  return (
    <div class="timeline" ref={element}>
      <div class="timeline-labels" aria-hidden="true" style={{ height: `${picture.height}px` }}>
        {picture.lanes.map(({ kind, label, y, height }) => (
          <span key={kind} class={`kind kind-${kind}`} style={{ top: `${y}px`, height: `${height}px` }}>
            {label}
          </span>
        ))}
      </div>
      <section class="timeline-scroll" aria-label="Timeline; the list below says the same">
        <Drawing picture={picture} />
      </section>
    </div>
  );
}

function Drawing({ picture }: { readonly picture: Picture }) {
  const { place } = usePlace();
  const { width, height, lanes, marks, ticks, breaks } = picture;
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const open = marks.findIndex(({ item }) => item.key === place.event);
  const move = (from: number, key: string) => {
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: marks.length - 1 }[key];
    const link = to === undefined ? undefined : links.current[to];
    link?.focus();
    return link !== undefined && link !== null;
  };
  return (
    <svg class="timeline-drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <title>Timeline</title>
      {lanes.map(({ kind, y, height: laneHeight }, index) => (
        <rect key={kind} class={`lane lane-${index % 2}`} x="0" y={y} width={width} height={laneHeight} />
      ))}
      {ticks.map(({ x, at }) => (
        <g key={at}>
          <line class="tick" x1={x + 0.5} x2={x + 0.5} y1="20" y2={height} />
          <text class="tick-text" x={x} y="13">
            {clock(at)}
          </text>
        </g>
      ))}
      {breaks.map((pause) => (
        <g key={pause.x} class="pause">
          <rect x={pause.x + 4} y="20" width={pause.width - 8} height={height - 20} />
          <text
            x={pause.x + pause.width / 2}
            y={height / 2 + 10}
            transform={turned(pause.x + pause.width / 2, height)}
          >
            {duration(pause.ms)} idle
          </text>
        </g>
      ))}
      {marks.map((mark, index) => (
        <MarkLink
          key={mark.item.key}
          mark={mark}
          open={index === open}
          reachable={index === Math.max(0, open)}
          link={(link) => {
            links.current[index] = link;
          }}
          onKey={(key) => move(index, key)}
        />
      ))}
    </svg>
  );
}

function turned(x: number, height: number): string {
  return `rotate(-90 ${x} ${height / 2 + 10})`;
}

interface MarkLinkProps {
  readonly mark: Mark;
  readonly open: boolean;
  readonly reachable: boolean;
  readonly link: (link: HTMLAnchorElement | null) => void;
  /** Whether the key was taken. */
  readonly onKey: (key: string) => boolean;
}

function MarkLink({ mark, open, reachable, link, onKey }: MarkLinkProps) {
  const { href, go } = usePlace();
  const { item, kind, moment, x, y, width, height } = mark;
  const to = { event: open ? null : item.key };
  const words = describe(item);
  const failed = bad.has(item.status ?? "");
  return (
    <a
      ref={link}
      href={href(to)}
      data-key={item.key}
      class={`mark mark-${item.status ?? "none"}`}
      tabIndex={reachable ? 0 : -1}
      aria-label={words}
      aria-current={open ? "true" : undefined}
      onClick={(click) => {
        if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
        click.preventDefault();
        go(to);
      }}
      onKeyDown={(press) => {
        if (onKey(press.key)) press.preventDefault();
      }}
    >
      <title>{words}</title>
      {moment ? (
        <path
          class={`fill-${kind} ${failed ? "hollow" : ""}`}
          d={diamond(x + width / 2, y + height / 2, 6)}
        />
      ) : (
        <rect class={`fill-${kind}`} x={x} y={y} width={width} height={height} rx="3" />
      )}
      {failed && !moment ? (
        <path class="mark-bad" d={cross(x + Math.min(width, 14) / 2, y + height / 2, 2.6)} />
      ) : null}
    </a>
  );
}

/** Words of the events for what did not go well: their bars carry a cross, their diamonds are hollow. */
const bad: ReadonlySet<string> = new Set([
  "failed",
  "rejected",
  "denied",
  "blocked",
  "interrupted",
  "aborted",
  "timed_out",
  "failed_closed",
  "stopped",
]);

function describe({ label, status, started_at, ended_at }: TimelineItem): string {
  const took = ended_at === null ? "" : `, took ${duration(Date.parse(ended_at) - Date.parse(started_at))}`;
  return `${label}${status === null ? "" : `, ${status}`}, at ${clock(started_at)}${took}`;
}

function diamond(x: number, y: number, r: number): string {
  return `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}z`;
}

function cross(x: number, y: number, r: number): string {
  return `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`;
}
