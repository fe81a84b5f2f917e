// Requests with the events of a recording: for benchmarks.
import { recorded } from "@codex-contracts/fixtures/recorded";

/** Bodies of requests with what a real Codex sent, over and over. */
export function recordedBodies(requests, batch) {
  const events = recorded("codex-0.125.0-events");
  return Array.from({ length: requests }, (_, i) =>
    JSON.stringify({
      events: Array.from({ length: batch }, (_, j) => events[(i * batch + j) % events.length]),
    }),
  );
}
