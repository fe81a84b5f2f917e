import type { EventRecord } from "@codex-contracts/server";
import type { Colours } from "../text/colours.js";
import { printable } from "../text/printable.js";

/** An event on one line: time, verdict, type, client, thread, and what was found. */
export function renderEvent(record: EventRecord, paint: Colours): string {
  const { received_at, verdict, event_type, client, thread_id, findings } = record;
  const verdictPaint = { accepted: paint.green, unknown: paint.yellow, quarantined: paint.red }[verdict];
  const found = [
    ...findings.issues.map(({ path, expected }) => `${path === "" ? "/" : path}: expected ${expected}`),
    ...findings.unknown_keys.map((path) => `${path}: not known`),
  ];
  return [
    paint.dim(received_at),
    verdictPaint(verdict.padEnd(11)),
    paint.bold(printable(event_type ?? "-")),
    printable(client ?? "-"),
    printable(thread_id ?? "-"),
    ...found.slice(0, 3).map(printable),
    ...(found.length > 3 ? [`and ${found.length - 3} more`] : []),
  ].join("  ");
}
