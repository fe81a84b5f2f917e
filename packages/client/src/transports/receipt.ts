import type { TrackEventsResponse } from "@codex-contracts/protocol/ingestion";
import type { Receipt } from "./transport.js";

const NAMES = [
  "accepted",
  "quarantined",
  "unknown",
  "duplicates",
] as const satisfies readonly (keyof Receipt & keyof TrackEventsResponse)[];

/** Reads the counts of an answer; undefined when the server answers in another way, as that of Codex does. */
export function readReceipt(text: string): Receipt | undefined {
  const answer = parse(text);
  if (typeof answer !== "object" || answer === null) return undefined;
  const counts = new Map(Object.entries(answer));
  const values = NAMES.map((name) => [name, counts.get(name)]);
  // Each name has its count.
  return values.every(([, value]) => Number.isSafeInteger(value))
    ? (Object.fromEntries(values) as Receipt)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
