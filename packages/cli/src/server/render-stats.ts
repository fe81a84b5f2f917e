import type { StatsAnswer } from "@codex-contracts/server";
import { bytes } from "../text/bytes.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { table } from "../text/table.js";

/** What is stored, as tables. */
export function renderStats({ totals, by_type, by_client, log, store }: StatsAnswer): string {
  const number = (value: number) => value.toLocaleString("en-US");
  const right = { title: "events", align: "right" } as const;
  const parts = [
    table(
      [{ title: "verdict" }, right],
      Object.entries(totals).map(([verdict, events]) => [verdict, number(events)]),
    ),
    table(
      [{ title: "event type" }, right],
      by_type.map(({ event_type, count: events }) => [printable(event_type ?? "-"), number(events)]),
    ),
    table(
      [{ title: "client" }, right],
      by_client.map(({ client, count: events }) => [printable(client ?? "-"), number(events)]),
    ),
    `${count(store.events, "event")} stored in ${bytes(store.bytes)}, ${count(log.entries, "request")} waiting in the log`,
  ];
  return `${parts.join("\n\n")}\n`;
}
