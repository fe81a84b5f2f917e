import type { WireLine } from "@codex-contracts/client/wire";
import { AnalyticsEvent, TrackEventsRequest } from "@codex-contracts/protocol";
import type { SessionLine } from "../driver/session-line.js";

/** What one process of Codex did in a session. */
export interface SessionProcess {
  readonly name: string;
  readonly wire: readonly WireLine[];
  readonly requests: readonly AnalyticsRequest[];
  /** The events of all requests, in order. */
  readonly events: readonly AnalyticsEvent[];
  /** The headers about the turn, as the model got them. */
  readonly metadata: readonly string[];
}

export interface AnalyticsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TrackEventsRequest;
  /** The body as it was sent. */
  readonly text: string;
}

/** Reads a recorded session; every request must be one that our contract accepts. */
export function readSession(text: string): readonly SessionProcess[] {
  const lines: readonly SessionLine[] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const starts = lines.flatMap((line, index) => ("process" in line ? [index] : []));
  return starts.map((start, index) => readProcess(lines.slice(start, starts[index + 1])));
}

function readProcess(lines: readonly SessionLine[]): SessionProcess {
  const requests = lines.flatMap((line) => {
    if (!("analytics" in line)) return [];
    const { body, ...rest } = line.analytics;
    return [{ ...rest, body: TrackEventsRequest.parse(JSON.parse(body)), text: body }];
  });
  return {
    name: lines.flatMap((line) => ("process" in line ? [line.process] : [])).join(),
    wire: lines.filter((line) => "message" in line),
    requests,
    events: requests.flatMap(({ body }) => body.events.map((event) => AnalyticsEvent.parse(event))),
    metadata: lines.flatMap((line) => ("turn_metadata" in line ? [line.turn_metadata] : [])),
  };
}
