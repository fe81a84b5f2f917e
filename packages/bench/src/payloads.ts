import { type FixtureId, fixturesOf } from "@codex-contracts/fixtures";
import { recorded } from "@codex-contracts/fixtures/recorded";
import type { AnalyticsEvent } from "@codex-contracts/protocol";
import { catalogue } from "@codex-contracts/protocol/catalogue";

/** Real events: what a Codex sent, then what its rules say it sends in the situations that the recording lacks. */
function recordedEvents(): AnalyticsEvent[] {
  return [...recorded("codex-0.125.0-events"), ...recorded("expected-events").map(({ event }) => event)];
}

/** One contract with messages that it accepts, each parsed on its own as they are when they come in. */
export interface Case {
  readonly id: FixtureId;
  readonly payloads: readonly unknown[];
}

/** Contracts that are measured beside the events, each one for a form that no event has. */
const OTHERS: readonly FixtureId[] = [
  "turn-metadata/turn-metadata",
  "permissions/permission-profile",
  "hooks/permission-request-input",
  "hooks/permission-request-output",
  "app-server/thread-start-params",
];

/** At most this many messages of a contract take part. */
const VARIANTS = 32;

export function cases(): Case[] {
  const events = recordedEvents();
  const ofEvents = catalogue.flatMap(({ id, eventType }) =>
    eventType === undefined
      ? []
      : [{ id: id as FixtureId, values: events.filter((e) => e.event_type === eventType) }],
  );
  const metadata = [
    ...recorded("codex-0.125.0-turn-metadata"),
    ...recorded("turn-metadata").map((line) => line.metadata),
  ];
  const others = OTHERS.map((id) => ({ id, values: id === "turn-metadata/turn-metadata" ? metadata : [] }));
  return [...ofEvents, ...others].map(({ id, values }) => ({
    id,
    payloads: fresh(values.length > 0 ? spread<unknown>(values) : validExamples(id)),
  }));
}

/** Every event of the recordings as one stream, the examples of the types that they lack at its end. */
export function mixedStream(): Case {
  const events = recordedEvents();
  const lacking = catalogue.flatMap(({ id, eventType }) =>
    eventType === undefined || events.some((event) => event.event_type === eventType)
      ? []
      : validExamples(id as FixtureId),
  );
  return { id: "analytics/analytics-event", payloads: fresh([...events, ...lacking]) };
}

function validExamples(id: FixtureId): unknown[] {
  return fixturesOf(id).flatMap(({ kind, value }) => (kind === "valid" ? [value] : []));
}

/** Messages from all over the recording, not only its first ones. */
function spread<T>(values: readonly T[]): T[] {
  const step = Math.max(1, values.length / VARIANTS);
  return Array.from(
    { length: Math.min(VARIANTS, values.length) },
    (_, i) => values[Math.floor(i * step)] as T,
  );
}

/** The values as `JSON.parse` makes them. */
export function fresh(values: readonly unknown[]): unknown[] {
  return values.map((value) => JSON.parse(JSON.stringify(value)));
}
