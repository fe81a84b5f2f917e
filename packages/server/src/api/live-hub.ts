import { matchesFilter } from "./matches-filter.js";
import type { EventFilter, LiveBus } from "./read-source.js";
import type { EventRecord, LiveStats, LogState } from "./wire.js";

/** Where the text of one connection goes. */
export interface LiveSink {
  write(text: string): void;
  /** Bytes that were written and not yet taken by the other side. */
  readonly waiting: number;
}

export interface LiveHubOptions {
  readonly live: LiveBus;
  readonly lag: () => Promise<LogState>;
  readonly now: () => number;
  /** Marks the ids of this process, so that those of an earlier one are not mistaken for them. */
  readonly run: string;
  readonly limits?: Partial<LiveLimits>;
}

export interface LiveLimits {
  /** Events kept for connections that come back. */
  readonly kept: number;
  /** Events sent to one connection between two ticks of `flush`. */
  readonly perFlush: number;
  /** Above this a connection is not sent events. */
  readonly waitingBytes: number;
}

/** Sends events to any number of connections, none of which can hold up the others or fill the memory. */
export interface LiveHub {
  /** Starts a connection; it goes on after `lastEventId` when that is still known. Returns how to end it. */
  connect(sink: LiveSink, filter: EventFilter, lastEventId: string | undefined): () => void;
  readonly connections: number;
  /** Lets every connection take its next share. */
  flush(): void;
  /** Sends the counts to every connection. */
  sendStats(): Promise<void>;
  /** Sends a comment, so that nothing in between takes a connection for dead; stops listening when nobody is there. */
  sendHeartbeat(): void;
  close(): void;
}

interface Connection {
  readonly sink: LiveSink;
  readonly filter: EventFilter;
  budget: number;
  skipped: number;
}

interface Kept {
  readonly number: number;
  readonly record: EventRecord;
}

const standardLimits: LiveLimits = { kept: 1000, perFlush: 50, waitingBytes: 1 << 20 };

/** A hub that listens to the bus only while somebody is connected to it, or was a moment ago. */
export function createLiveHub({ live, lag, now, run, limits = {} }: LiveHubOptions): LiveHub {
  const { kept, perFlush, waitingBytes } = { ...standardLimits, ...limits };
  const ring: Kept[] = [];
  const connections = new Set<Connection>();
  let last = -1;
  /** Number of the first event of the time that was listened to without a break. */
  let since = 0;
  let unsubscribe: (() => void) | undefined;
  let idle = false;

  const take = (record: EventRecord) => {
    last += 1;
    const entry = { number: last, record };
    ring[last % kept] = entry;
    if (connections.size === 0) return;
    let text: string | undefined;
    for (const connection of connections) {
      if (!matchesFilter(record, connection.filter)) continue;
      if (connection.budget === 0 || connection.sink.waiting > waitingBytes) {
        connection.skipped += 1;
        continue;
      }
      connection.budget -= 1;
      text ??= eventText(entry);
      connection.sink.write(text);
    }
  };

  const skip = (count: number, records: () => Iterable<EventRecord>) => {
    const choosy: Connection[] = [];
    for (const connection of connections) {
      if (Object.keys(connection.filter).length > 0) choosy.push(connection);
      else connection.skipped += count;
    }
    if (choosy.length === 0) return;
    for (const record of records()) {
      for (const connection of choosy) {
        if (matchesFilter(record, connection.filter)) connection.skipped += 1;
      }
    }
  };

  const eventText = ({ number, record }: Kept) => message("event", record, `${run}-${number}`);

  function resume({ sink, filter }: Connection, lastEventId: string): void {
    const [, from] = new RegExp(`^${run}-(\\d{1,15})$`).exec(lastEventId) ?? [];
    const first = from === undefined ? undefined : Number(from) + 1;
    // The ids of another process, or older than what is kept: the other side has to read /v1/events.
    if (first === undefined || first > last + 1 || first <= last - kept || first < since) {
      sink.write(message("gap", { last_event_id: lastEventId.slice(0, 80) }));
      return;
    }
    for (let number = first; number <= last; number += 1) {
      const entry = ring[number % kept];
      if (entry !== undefined && matchesFilter(entry.record, filter)) sink.write(eventText(entry));
    }
  }

  return {
    connect(sink, filter, lastEventId) {
      idle = false;
      if (unsubscribe === undefined) {
        // Nobody knows what came in the meantime.
        last += 1;
        since = last + 1;
        unsubscribe = live.subscribe({ onEvent: take, onSkipped: skip });
      }
      const connection: Connection = { sink, filter, budget: perFlush, skipped: 0 };
      sink.write("retry: 2000\n\n");
      if (lastEventId !== undefined) resume(connection, lastEventId);
      connections.add(connection);
      return () => connections.delete(connection);
    },
    get connections() {
      return connections.size;
    },
    flush() {
      for (const connection of connections) connection.budget = perFlush;
    },
    async sendStats() {
      if (connections.size === 0) return;
      const shared = { at: new Date(now()).toISOString(), totals: live.totals(), log: await lag() };
      for (const { sink, skipped } of connections) {
        const stats: LiveStats = { ...shared, skipped };
        if (sink.waiting <= waitingBytes) sink.write(message("stats", stats));
      }
    },
    sendHeartbeat() {
      for (const { sink } of connections) sink.write(": still here\n\n");
      if (connections.size > 0) return;
      // Showing events costs time: after a while without anybody nobody is waited for.
      if (idle) {
        unsubscribe?.();
        unsubscribe = undefined;
      }
      idle = true;
    },
    close() {
      unsubscribe?.();
      connections.clear();
    },
  };
}

function message(event: string, data: unknown, id?: string): string {
  const head = id === undefined ? "" : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
