import { recorded } from "@codex-contracts/fixtures/recorded";
import { EventType } from "@codex-contracts/protocol/catalogue";

/** An event and when it was received. */
export interface Told {
  readonly at: number;
  readonly event: unknown;
}

const second = 1000;
/** How long after the event before it each event comes, in seconds, as with a model that takes its time. */
const steps: Readonly<Record<string, number>> = {
  [EventType.ThreadInitializedEvent]: 4,
  [EventType.HookRunEvent]: 3,
  [EventType.TurnSteerEvent]: 5,
  [EventType.CompactionEvent]: 9,
  [EventType.GuardianReviewEvent]: 7,
};
const clients = ["codex-tui", "codex_exec", "my-ide"];

/**
 * What a real Codex sent, some rounds of it, as if it had just happened: the recording is of a model that answers at
 * once, so the times are stretched. Ends at `end` (Unix milliseconds).
 */
export function tellStory(end: number, rounds = 6): Told[] {
  const told = Array.from({ length: rounds }, (_, round) => tellRound(round)).flat();
  const last = told.at(-1)?.at ?? 0;
  return told.map(({ at, event }) => ({
    at: at - last + end,
    event: shiftTimes(event, (end - last) / second),
  }));
}

function tellRound(round: number): Told[] {
  const begun = new Map<string, number>();
  let now = round * 560 * second;
  return recorded("codex-0.125.0-events").map((original) => {
    const event = JSON.parse(rename(JSON.stringify(original), round));
    const params = event.event_params;
    now += (steps[original.event_type] ?? 2) * second;
    const turn: string | undefined = params.turn_id;
    const from = begun.get(turn ?? "") ?? now - 2 * second;
    if (turn !== undefined) begun.set(turn, from);
    stretch(event, original.event_type === EventType.TurnEvent ? from : now - 5 * second, now);
    return { at: now, event };
  });
}

/** Other threads and another client in each round. */
function rename(text: string, round: number): string {
  return text
    .replaceAll(/01a1f84(?=\w-)/g, `01a1f8${(round + 5).toString(16)}`)
    .replaceAll('"my-ide"', JSON.stringify(clients[round % clients.length]));
}

interface Timed {
  readonly event_params: Record<string, unknown>;
}

function stretch({ event_params: params }: Timed, from: number, to: number): void {
  if (typeof params["created_at"] === "number") params["created_at"] = Math.floor(to / second);
  if (typeof params["started_at"] !== "number") return;
  params["started_at"] = Math.floor(from / second);
  params["completed_at"] = Math.floor(to / second);
  const name = "completion_latency_ms" in params ? "completion_latency_ms" : "duration_ms";
  params[name] = to - from;
  for (const tokens of ["input_tokens", "cached_input_tokens", "output_tokens", "total_tokens"])
    if (typeof params[tokens] === "number") params[tokens] *= 731;
}

function shiftTimes(event: unknown, seconds: number): unknown {
  const { event_params: params } = event as Timed;
  for (const name of ["created_at", "started_at", "completed_at"])
    if (typeof params[name] === "number") params[name] = Math.floor(params[name] + seconds);
  return event;
}
