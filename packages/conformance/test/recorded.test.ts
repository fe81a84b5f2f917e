import { recorded } from "@codex-contracts/fixtures/recorded";
import { AnalyticsEvent, type Contract, TrackEventsRequest, TurnMetadata } from "@codex-contracts/protocol";
import { contractOfEvent } from "@codex-contracts/protocol/contracts";
import { describe, expect, it } from "vitest";
import { issuesOf } from "../src/issues-of.js";

/** What is wrong with messages, by line. */
function refusals(
  contract: Contract<unknown>,
  messages: readonly unknown[],
): { line: number; issues: object[] }[] {
  return messages
    .map((message, i) => ({ line: i + 1, issues: issuesOf(contract, message) }))
    .filter(({ issues }) => issues.length > 0);
}

const EVENTS = [
  { file: "codex-0.125.0-events", events: recorded("codex-0.125.0-events"), lines: 125 },
  { file: "expected-events", events: recorded("expected-events").map(({ event }) => event), lines: 123 },
  {
    file: "seed-samples",
    events: recorded("seed-samples").map(({ client_event }) => client_event),
    lines: 10,
  },
];

describe.each(EVENTS)("the events of $file", ({ events, lines }) => {
  it("are all there", () => expect(events).toHaveLength(lines));

  it("may be sent", () => expect(refusals(AnalyticsEvent, events)).toEqual([]));

  it("may be sent in one request", () => expect(issuesOf(TrackEventsRequest, { events })).toEqual([]));

  it("are each accepted by the contract of their own", () => {
    const odd = events.filter((event) => contractOfEvent(event.event_type)?.is(event) !== true);
    expect(odd).toEqual([]);
  });
});

const METADATA = [
  { file: "codex-0.125.0-turn-metadata", values: recorded("codex-0.125.0-turn-metadata"), lines: 27 },
  { file: "turn-metadata", values: recorded("turn-metadata").map(({ metadata }) => metadata), lines: 17 },
  {
    file: "turn-metadata as header",
    values: recorded("turn-metadata").map(({ header }) => JSON.parse(header)),
    lines: 17,
  },
];

describe.each(METADATA)("the turn metadata of $file", ({ values, lines }) => {
  it("are all there", () => expect(values).toHaveLength(lines));

  it("may be sent", () => expect(refusals(TurnMetadata, values)).toEqual([]));
});

describe.each(recorded("seed-samples"))(
  "the sample $name",
  ({ client_event, logged_params, backend_changes }) => {
    const logged = { event_type: client_event.event_type, event_params: logged_params };

    it("is not what the client sent, once the backend has logged it", () => {
      expect(AnalyticsEvent.is(logged)).toBe(false);
    });

    it("is refused for what the backend adds", () => {
      const paths = issuesOf(AnalyticsEvent, logged).map(({ path }) => path);
      expect(paths).toEqual(
        expect.arrayContaining(
          backend_changes.added.map((name) => `/event_params/${name.replaceAll(".", "/")}`),
        ),
      );
    });
  },
);
