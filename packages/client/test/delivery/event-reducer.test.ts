import { isDeepStrictEqual } from "node:util";
import { fixtures } from "@codex-contracts/fixtures";
import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { AnalyticsEvent, isAnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import { PRIVACY_CLASSES, reduceTo } from "@codex-contracts/protocol/privacy";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventReducer } from "../../src/privacy/event-reducer.js";

const hash = { hash: (text: string) => text };

describe.each(PRIVACY_CLASSES)("reducing to %s by looking at doubtful members only", (ceiling) => {
  const reduce = eventReducer({ ceiling, secret: "secret" }, () => "");
  const same = (event: AnalyticsEvent): boolean => {
    const walked = reduceTo("analytics/analytics-event", event, ceiling, hash).value;
    return isDeepStrictEqual(withoutKeys(reduce(event)), withoutKeys(walked));
  };

  it("comes to the same as walking through the whole event, for recorded events and examples", () => {
    const examples = Object.values<{ valid: readonly { value: unknown }[] }>(fixtures).flatMap(
      ({ valid }) => valid,
    );
    const events = [...recorded("codex-0.125.0-events"), ...examples.map(({ value }) => value)].filter(
      isAnalyticsEvent,
    );
    expect(events.length).toBeGreaterThan(100);
    expect(events.filter((event) => !same(event))).toEqual([]);
  });

  it("comes to the same for any event", { timeout: 60_000 }, () => {
    fc.assert(fc.property(arbitraryOf(AnalyticsEvent), same), { numRuns: 40 });
  });
});

/** Hashed keys differ by the hash; what matters is what they stand before. */
function withoutKeys(event: unknown): unknown {
  if (!isAnalyticsEvent(event) || event.event_type !== "codex_turn_event") return event;
  const { git_workspaces: workspaces, ...params } = event.event_params;
  const contents = Object.values(workspaces ?? {}).map((workspace) => ({
    ...workspace,
    associated_remote_urls: Object.values(workspace.associated_remote_urls ?? {}),
  }));
  return { ...event, event_params: { ...params, git_workspaces: workspaces === null ? null : contents } };
}
