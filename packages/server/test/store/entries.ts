import { fixturesOf } from "@codex-contracts/fixtures";
import { tables } from "../../src/gen/tables.js";
import type { DeliveredEntry } from "../../src/log/log.js";

/** Unix milliseconds of the first entry of a test. */
export const START = Date.UTC(2026, 3, 24, 12);

export interface EntryOptions {
  readonly key?: string;
  readonly keys?: string;
  readonly receivedAt?: number;
  readonly position?: number;
}

/** An entry of the log that holds events. */
export function entryOf(events: readonly unknown[], options: EntryOptions = {}): DeliveredEntry {
  const { position = 1, key = uuid7(position), keys = null, receivedAt = START + position } = options;
  return {
    key,
    receivedAt,
    meta: { token: null, user_agent: null, originator: null, event_keys: keys },
    body: Buffer.from(JSON.stringify({ events })),
    position: String(position),
    deliveries: 1,
  };
}

/** One entry for each event, as a Codex sends them. */
export function entriesOf(events: readonly unknown[]): DeliveredEntry[] {
  return events.map((event, i) => entryOf([event], { position: i + 1 }));
}

/** A UUID version 7 that counts. */
export function uuid7(n: number): string {
  return `01964000-${n.toString(16).padStart(4, "0").slice(-4)}-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

/** Every valid example of every event. */
export function exampleEvents(): unknown[] {
  return tables.flatMap(({ contract }) =>
    // The contract of a table has fixtures.
    fixturesOf(contract as "analytics/codex-turn-event")
      .filter((f) => f.kind === "valid")
      .map((f) => f.value),
  );
}

export interface TurnLike {
  event_type: string;
  event_params: Record<string, unknown>;
}

/** A turn event with some other params. */
export function turn(params: Record<string, unknown> = {}): TurnLike {
  const [first] = fixturesOf("analytics/codex-turn-event").filter((f) => f.kind === "valid");
  const event: TurnLike = JSON.parse(JSON.stringify(first?.value));
  Object.assign(event.event_params, params);
  return event;
}
