import type { EventRecord, QuarantineGroup } from "@codex-contracts/server";
import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { table } from "../text/table.js";

/** The groups, and what is wrong with each. */
export function renderGroups(groups: readonly QuarantineGroup[]): string {
  if (groups.length === 0) return "the quarantine is empty\n";
  const columns = [
    { title: "fingerprint" },
    { title: "events", align: "right" },
    { title: "last seen" },
    { title: "event type" },
    { title: "why" },
  ] as const;
  const rows = groups.map(({ fingerprint, count: events, last_seen, event_type, issues }) => [
    fingerprint,
    events.toLocaleString("en-US"),
    last_seen,
    printable(event_type ?? "-"),
    printable(why(issues)),
  ]);
  const events = groups.reduce((sum, group) => sum + group.count, 0);
  return `${table(columns, rows)}\n\n${count(events, "event")} in ${count(groups.length, "group")}\n`;
}

function why(issues: QuarantineGroup["issues"]): string {
  const [first, ...more] = issues;
  if (first === undefined) return "an event type without a contract";
  const text = `${first.path === "" ? "/" : first.path}: expected ${first.expected}`;
  return more.length === 0 ? text : `${text}, and ${more.length} more`;
}

/** One event with all of its findings and what is kept of it. */
export function renderEntry(
  { key, received_at, event_type, event, findings }: EventRecord,
  paint: Colours,
): string {
  return [
    `${paint.bold(printable(event_type ?? "-"))}  ${received_at}  ${paint.dim(printable(key))}`,
    ...findings.issues.map(({ path, expected }) =>
      paint.red(printable(`  ${path === "" ? "/" : path}: expected ${expected}`)),
    ),
    ...findings.unknown_keys.map((path) => paint.yellow(printable(`  ${path}: not known`))),
    ...JSON.stringify(event, null, 2)
      .split("\n")
      .map((line) => `  ${printable(line)}`),
  ].join("\n");
}
