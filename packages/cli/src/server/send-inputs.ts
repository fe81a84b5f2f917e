import { createHash } from "node:crypto";
import { TrackEventsResponse } from "@codex-contracts/protocol/ingestion/track-events-response";
import { readValues } from "../input/read-values.js";
import { MisuseError } from "../misuse-error.js";
import type { Input } from "../validate/inputs.js";
import type { IngestTarget } from "./ingest-target.js";

export interface IngestFault {
  readonly name: string;
  readonly line: number;
  readonly expected: string;
}

export interface IngestReport {
  readonly accepted: number;
  readonly unknown: number;
  readonly quarantined: number;
  readonly duplicates: number;
  /** Places that hold no event. */
  readonly faults: readonly IngestFault[];
}

const BATCH_EVENTS = 500;
const BATCH_BYTES = 1024 * 1024;
const TRIES = 8;

/** Sends all events of the inputs, in order and in batches. A batch is tried again while the server is busy. */
export async function sendInputs(inputs: readonly Input[], target: IngestTarget): Promise<IngestReport> {
  const report = { accepted: 0, unknown: 0, quarantined: 0, duplicates: 0, faults: [] as IngestFault[] };
  let batch: string[] = [];
  let bytes = 0;
  const full: string[][] = [];
  const add = (text: string) => {
    batch.push(text);
    bytes += text.length;
    if (batch.length < BATCH_EVENTS && bytes < BATCH_BYTES) return;
    full.push(batch);
    batch = [];
    bytes = 0;
  };
  const flush = async () => {
    for (const events of full.splice(0)) {
      const answer = await send(`{"events":[${events.join(",")}]}`, target);
      report.accepted += answer.accepted;
      report.unknown += answer.unknown;
      report.quarantined += answer.quarantined;
      report.duplicates += answer.duplicates;
    }
  };
  for (const { name, open } of inputs) {
    // Between two pieces of the input what is full is sent, so that memory stays bounded.
    const pieces = async function* () {
      for await (const piece of open()) {
        yield piece;
        await flush();
      }
    };
    await readValues(pieces(), {
      value: (value, line) => {
        const events = eventsOf(value);
        if (events === undefined)
          report.faults.push({
            name,
            line,
            expected: "an event, a list of events, or a track-events request",
          });
        else for (const event of events) add(JSON.stringify(event));
      },
      fault: ({ line, expected }) => void report.faults.push({ name, line, expected }),
    });
  }
  if (batch.length > 0) full.push(batch);
  await flush();
  return report;
}

function eventsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  if ("events" in value) return Array.isArray(value.events) ? value.events : undefined;
  return "event_type" in value ? [value] : undefined;
}

async function send(body: string, { url }: IngestTarget): Promise<TrackEventsResponse> {
  const headers = { "content-type": "application/json", "idempotency-key": keyOf(body) };
  for (let tries = 1; ; tries++) {
    const answer = await post(`${url}/codex/analytics-events/events`, { method: "POST", headers, body });
    if (answer.status === 200) return TrackEventsResponse.consumer.parse(await answer.json());
    const wait = Number(answer.headers.get("retry-after") ?? Number.NaN);
    if ((answer.status !== 503 && answer.status !== 429) || tries === TRIES || Number.isNaN(wait)) {
      throw new MisuseError(`the server answers with status ${answer.status}`, await hintOf(answer));
    }
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

async function post(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new MisuseError(
      "the server cannot be reached",
      "Look whether it runs, and whether --url is right.",
      { cause: error },
    );
  }
}

/** The same events have the same key, so that a file that is ingested twice counts once. */
function keyOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}

async function hintOf(answer: Response): Promise<string | undefined> {
  try {
    const { error, hint } = (await answer.json()) as { readonly error?: string; readonly hint?: string };
    return [error, hint].filter((text) => text !== undefined).join("; ");
  } catch {
    return undefined;
  }
}
