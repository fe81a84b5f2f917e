// Events about as a fleet of Codexes sends them, made of the fixtures: for benchmarks.
import { randomBytes } from "node:crypto";
import { fixturesOf } from "@codex-contracts/fixtures";

/** Events in a hundred. */
const MIX = {
  "analytics/codex-turn-event": 30,
  "analytics/codex-hook-run": 30,
  "analytics/codex-thread-initialized": 10,
  "analytics/codex-guardian-review": 8,
  "analytics/skill-invocation": 6,
  "analytics/codex-compaction-event": 5,
  "analytics/codex-turn-steer-event": 5,
  "analytics/codex-plugin-used": 3,
  "analytics/codex-app-used": 3,
};
const EVENTS_OF_A_THREAD = 20;
const COUNTS = ["duration_ms", "input_tokens", "output_tokens", "total_tokens", "completion_latency_ms"];

/** A UUID version 7 of now. */
export function uuid7() {
  const hex = Date.now().toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The texts of events, with threads, turns and counts of their own. */
export function* fleetEvents() {
  const samples = Object.entries(MIX).flatMap(([id, share]) => {
    const valid = fixturesOf(id).filter((fixture) => fixture.kind === "valid");
    return Array.from({ length: share }, (_, i) => structuredClone(valid[i % valid.length].value));
  });
  let thread = uuid7();
  for (let made = 0; ; made++) {
    const event = samples[(made * 37) % samples.length];
    if (made % EVENTS_OF_A_THREAD === 0) thread = uuid7();
    const params = event.event_params;
    if ("thread_id" in params) params.thread_id = thread;
    if ("turn_id" in params) params.turn_id = uuid7();
    for (const key of COUNTS)
      if (typeof params[key] === "number") params[key] = Math.floor(Math.random() * 100_000);
    if (typeof params.started_at === "number") params.started_at = Math.floor(Date.now() / 1000);
    yield JSON.stringify(event);
  }
}

/** Bodies of requests with so many events each. */
export function fleetBodies(requests, eventsOfARequest) {
  const events = fleetEvents();
  return Array.from(
    { length: requests },
    () => `{"events":[${Array.from({ length: eventsOfARequest }, () => events.next().value).join(",")}]}`,
  );
}
