import { EventType } from "@codex-contracts/protocol/catalogue";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Verdict } from "../judge/judge-request.js";
import type { LogLag } from "../log/log.js";

/** Numbers that are kept elsewhere and asked for when somebody scrapes. */
export interface MetricSources {
  readonly lag: () => LogLag;
  readonly pending: () => { readonly requests: number; readonly bytes: number };
  readonly clientDrops: () => ReadonlyMap<string, number>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What the server counts. Names say the unit; nothing here holds a value of an event. */
export interface ServerMetrics {
  readonly registry: Registry;
  /** One answered request for events. */
  request(status: number, seconds: number): void;
  /** Events of a request that is durable. */
  events(verdict: Verdict, count: number): void;
  /** Types of the events of a request; those without a contract count together. */
  eventTypes(events: readonly unknown[]): void;
  duplicates(count: number): void;
  refused(reason: string): void;
  commit(entries: number, seconds: number): void;
  stored(result: string, events: number): void;
  batch(seconds: number): void;
  /** Entries of the log that were handed out before. */
  redelivered(entries: number): void;
  tee(result: "sent" | "failed" | "dropped"): void;
  /** The thread of the store had ended by itself and runs again. */
  storeRestarted(): void;
}

const PREFIX = "codex_contracts_";
const OTHER = "other";

export function createServerMetrics({ lag, pending, clientDrops, now }: MetricSources): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: PREFIX + name, help, buckets, registers: [registry] });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: PREFIX + name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });

  const requests = counter("requests_total", "Requests for events by status of the answer.", ["status"]);
  const seconds = histogram("request_seconds", "Time from the body being read to the answer.", SECONDS);
  const events = counter("events_total", "Events of durable requests by verdict.", ["verdict"]);
  const duplicates = counter("duplicate_events_total", "Events of batches that were received before.");
  const refused = counter(
    "refused_requests_total",
    "Requests that were refused before their body was read, by reason.",
    ["reason"],
  );
  const commits = histogram("log_commit_seconds", "Time of a commit of the log.", SECONDS);
  const groups = histogram(
    "log_commit_requests",
    "Requests that shared a commit of the log.",
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
  );
  const stored = counter("stored_events_total", "Events that the worker has stored, by result.", ["result"]);
  const batches = histogram("store_batch_seconds", "Time of a transaction of the store.", SECONDS);
  const redelivered = counter(
    "redelivered_requests_total",
    "Requests of the log that were handed to a worker before.",
  );
  const tee = counter(
    "tee_requests_total",
    "Requests for events that were sent on to the upstream, by result.",
    ["result"],
  );
  const storeRestarts = counter(
    "store_restarts_total",
    "Starts of the store after it had ended by itself; every question and batch under way had to be repeated.",
  );
  gauge("log_requests", "Requests in the log that are not stored yet.", () => lag().entries);
  gauge("log_bytes", "Bytes in the log that are not stored yet.", () => lag().bytes);
  gauge("log_oldest_seconds", "Age of the oldest request that is not stored yet; 0 when none waits.", () => {
    const { oldestReceivedAt } = lag();
    return oldestReceivedAt === null ? 0 : Math.max(0, now() - oldestReceivedAt) / 1000;
  });
  gauge("pending_requests", "Requests that wait for the disk.", () => pending().requests);
  gauge("pending_bytes", "Bytes of requests that wait for the disk.", () => pending().bytes);
  const byType = new Map<string, number>([...Object.values(EventType), OTHER].map((type) => [type, 0]));
  const totals = (name: string, help: string, label: string, read: () => ReadonlyMap<string, number>) =>
    new Counter({
      name: PREFIX + name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of read()) this.inc({ [label]: value }, count);
      },
    });
  totals(
    "client_dropped_events_total",
    "Events that clients say they have lost, by reason.",
    "reason",
    clientDrops,
  );
  totals(
    "events_by_type_total",
    "Events of durable requests by type; `other` for types without a contract.",
    "event_type",
    () => byType,
  );

  // One child per label, looked up once: these are counted for every request.
  const ok = requests.labels("200");
  const byVerdict = {
    accepted: events.labels("accepted"),
    unknown: events.labels("unknown"),
    quarantined: events.labels("quarantined"),
  };

  return {
    registry,
    request(status, took) {
      if (status === 200) ok.inc();
      else requests.inc({ status: String(status) });
      seconds.observe(took);
    },
    events(verdict, count) {
      if (count > 0) byVerdict[verdict].inc(count);
    },
    eventTypes(list) {
      for (const event of list) {
        const type = typeOf(event);
        const count = byType.get(type);
        if (count !== undefined) byType.set(type, count + 1);
        else byType.set(OTHER, (byType.get(OTHER) ?? 0) + 1);
      }
    },
    duplicates: (count) => duplicates.inc(count),
    refused: (reason) => refused.inc({ reason }),
    commit(entries, took) {
      groups.observe(entries);
      commits.observe(took);
    },
    stored: (result, count) => stored.inc({ result }, count),
    batch: (took) => batches.observe(took),
    redelivered: (count) => redelivered.inc(count),
    tee: (result) => tee.inc({ result }),
    storeRestarted: () => storeRestarts.inc(),
  };
}

/** The type that an event says; nothing that only looks like one is counted by its name. */
function typeOf(event: unknown): string {
  if (typeof event !== "object" || event === null || !("event_type" in event)) return "";
  return typeof event.event_type === "string" ? event.event_type : "";
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
