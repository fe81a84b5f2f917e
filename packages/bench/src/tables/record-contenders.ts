import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";

/** A client that takes events, with the same batches as the others. */
export interface RecordContender {
  readonly take: (event: AnalyticsEvent) => void;
  /** Ours alone: a fact of which no event follows. */
  readonly takeNothing?: () => void;
  readonly flush: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

/** Events in one request, and how long one waits for others, in ms. */
const BATCH = 200;
const DELAY_MS = 1_000;

/** Each loads its package when asked to, so that a process pays for one of them only. */
export const recordContenders: Readonly<Record<string, (url: string) => Promise<RecordContender>>> = {
  "codex-contracts": async (url) => {
    const { createAnalyticsClient, httpTransport } = await import("@codex-contracts/client");
    const client = createAnalyticsClient({
      runtime: {
        codex_rs_version: "0",
        runtime_os: "linux",
        runtime_os_version: "0",
        runtime_arch: "x86_64",
      },
      transport: httpTransport({ baseUrl: url }),
      batch: { events: BATCH, delayMs: DELAY_MS },
      parts: { environment: {} },
    });
    const nothing = {
      fact: "notification",
      notification: { method: "turn/diff/updated", params: {} },
    } as const;
    return {
      take: (event) => client.recordEvent(event),
      takeNothing: () => client.record(nothing),
      flush: () => client.flush(60_000),
      close: () => client.close(60_000),
    };
  },
  "posthog-node": async (url) => {
    const { PostHog } = await import("posthog-node");
    const client = new PostHog("key", {
      host: url,
      flushAt: BATCH,
      maxBatchSize: BATCH,
      flushInterval: DELAY_MS,
    });
    return {
      take: ({ event_type: event, event_params: params }) =>
        client.capture({ distinctId: "someone", event, properties: params }),
      flush: () => client.flush(),
      close: () => client.shutdown(60_000),
    };
  },
  "@segment/analytics-node": async (url) => {
    const { Analytics } = await import("@segment/analytics-node");
    const client = new Analytics({ writeKey: "key", host: url, flushAt: BATCH, flushInterval: DELAY_MS });
    return {
      take: ({ event_type: event, event_params: params }) =>
        client.track({ userId: "someone", event, properties: params }),
      flush: () => client.flush(),
      close: () => client.closeAndFlush({ timeout: 60_000 }),
    };
  },
  /** What a process costs that does nothing. */
  nothing: async () => ({
    take: () => {},
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }),
};
