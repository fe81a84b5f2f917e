import { dayAndClock } from "../format/times.js";

/** A time as the view wants it, with the full one for machines and on hover. */
export function Time({ iso, text }: { readonly iso: string; readonly text?: string }) {
  return (
    <time dateTime={iso} title={dayAndClock(iso)}>
      {text ?? dayAndClock(iso)}
    </time>
  );
}
