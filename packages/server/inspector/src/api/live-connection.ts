import type { EventRecord, LiveStats } from "../../../src/api/wire.js";
import type { ApiClient } from "./api-client.js";
import { createStreamReader, type StreamMessage } from "./event-stream.js";

export type LiveState = "connecting" | "live" | "lost";

export interface LiveListener {
  onEvent(record: EventRecord): void;
  onStats(stats: LiveStats): void;
  /** Events were missed: the list has to be read again. */
  onGap(): void;
  onState(state: LiveState): void;
}

/** The server sends counts every second: this long without a word, and the connection is dead. */
const silenceMs = 10_000;
const pausesMs = [500, 1000, 2000, 5000];

/** Listens for live events and connects again when the connection breaks, until the returned function is called. */
export function listenLive(api: ApiClient, query: string, listener: LiveListener): () => void {
  const stopped = new AbortController();
  let lastId: string | undefined;
  let failures = 0;

  function take({ event, data, id }: StreamMessage): void {
    if (id !== undefined) lastId = id;
    // The data of each event is described in wire.ts and written by the server of this page.
    if (event === "event") listener.onEvent(JSON.parse(data) as EventRecord);
    else if (event === "stats") listener.onStats(JSON.parse(data) as LiveStats);
    else if (event === "gap") listener.onGap();
  }

  async function once(): Promise<void> {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    stopped.signal.addEventListener("abort", abort);
    let alarm = setTimeout(abort, silenceMs);
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (lastId !== undefined) headers["last-event-id"] = lastId;
      const response = await api.open(`v1/live${query}`, headers, attempt.signal);
      listener.onState("live");
      // A connection without an id may have missed events while it was away.
      if (failures > 0 && lastId === undefined) listener.onGap();
      failures = 0;
      const read = createStreamReader(take);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
        clearTimeout(alarm);
        alarm = setTimeout(abort, silenceMs);
        read(chunk.value);
      }
    } finally {
      clearTimeout(alarm);
      stopped.signal.removeEventListener("abort", abort);
    }
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      listener.onState(failures === 0 ? "connecting" : "lost");
      await once().catch(() => undefined);
      if (stopped.signal.aborted) return;
      failures += 1;
      listener.onState("lost");
      const pause = pausesMs[Math.min(failures, pausesMs.length) - 1];
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  void run();
  return () => stopped.abort();
}
