import type { MessagePort } from "node:worker_threads";
import type { Segment, SegmentFile } from "./segment-file.js";
import type { FromReader, ToReader } from "./thread-messages.js";

/** Hands segments to the one reader, and keeps what it has settled until somebody removes it from the file. */
export interface ReaderDesk {
  /** A new reader begins with the oldest segment that is not settled; an earlier one gets nothing more. */
  open(port: MessagePort): void;
  /** These are in the file now. They are handed out without being read again, if the reader keeps up. */
  appended(segments: readonly FreshSegment[]): void;
  /** Up to which segment everything is stored and not yet removed; 0 for nothing. The caller removes it. */
  takeDone(): number;
  /** It could not be removed. */
  giveBack(through: number): void;
  onDone(listener: () => void): void;
  close(): void;
}

/** A segment that is still in memory. */
export interface FreshSegment {
  readonly id: number;
  readonly data: Uint8Array;
  readonly entries: number;
}

interface Waiting {
  readonly limits: { readonly entries: number; readonly bytes: number };
  /** When the reader gets an answer even if there is nothing. */
  readonly timer: NodeJS.Timeout;
}

/**
 * Time from one batch to the next while there is less than the reader would take at once: a batch costs the store
 * much, an entry in it little. The first batch after a pause goes at once.
 */
const BETWEEN_BATCHES_MS = 100;
/** Bytes of segments that wait for the reader in memory; a reader that is further behind reads the file. */
const FRESH_BYTES = 32 * 1024 * 1024;

export function createReaderDesk(file: SegmentFile): ReaderDesk {
  let reader: MessagePort | undefined;
  let waiting: Waiting | undefined;
  let position = 0;
  let done = 0;
  let lastBatch = Number.NEGATIVE_INFINITY;
  let gathering: NodeJS.Timeout | undefined;
  let listener = () => {};
  /** How often segments have been handed out again in this run. */
  const again = new Map<number, number>();

  /** What the reader has not had yet, without a gap up to the newest; empty when it is further behind. */
  let fresh: FreshSegment[] = [];
  let freshBytes = 0;
  let newest = Number.POSITIVE_INFINITY;

  const forgetFresh = () => {
    fresh = [];
    freshBytes = 0;
  };

  const takeFresh = (limits: Waiting["limits"]): Segment[] => {
    let [count, entries, bytes] = [0, 0, 0];
    for (const segment of fresh) {
      count += 1;
      entries += segment.entries;
      bytes += segment.data.byteLength;
      if (entries >= limits.entries || bytes >= limits.bytes) break;
    }
    freshBytes -= bytes;
    return fresh.splice(0, count).map(({ id, data }) => ({ id, data, deliveries: 1 }));
  };

  const answer = (limits: Waiting["limits"]): boolean => {
    const segments = fresh.length > 0 ? takeFresh(limits) : file.read(position, limits);
    position = segments.at(-1)?.id ?? position;
    if (segments.length === 0) return false;
    lastBatch = performance.now();
    send({
      segments: segments.map((each) => ({
        ...each,
        deliveries: each.deliveries + (again.get(each.id) ?? 0),
      })),
    });
    return true;
  };

  /** Answers a reader that waits, now or when it is time for the next batch. */
  const serve = () => {
    if (waiting === undefined || gathering !== undefined) return;
    const { limits } = waiting;
    const { entries, bytes } = file.lag();
    const wait = lastBatch + BETWEEN_BATCHES_MS - performance.now();
    if (wait <= 0 || entries >= limits.entries || bytes >= limits.bytes) {
      if (answer(limits)) stopWaiting();
      return;
    }
    gathering = setTimeout(() => {
      gathering = undefined;
      serve();
    }, wait);
  };

  const send = (message: ToReader) => {
    const buffers = message.segments.map(({ data }) => data.buffer);
    reader?.postMessage(message, buffers as ArrayBuffer[]);
  };

  const stopWaiting = () => {
    clearTimeout(waiting?.timer);
    clearTimeout(gathering);
    waiting = undefined;
    gathering = undefined;
  };

  const handlers: {
    readonly [T in FromReader["type"]]: (message: Extract<FromReader, { type: T }>) => void;
  } = {
    read({ entries, bytes, waitMs }) {
      const timer = setTimeout(() => {
        if (waiting === undefined) return;
        const { limits } = waiting;
        stopWaiting();
        if (!answer(limits)) send({ segments: [] });
      }, waitMs);
      waiting = { limits: { entries, bytes }, timer };
      serve();
    },
    done({ through }) {
      done = Math.max(done, through);
      for (const id of again.keys()) if (id <= through) again.delete(id);
      listener();
    },
    again({ segments }) {
      for (const id of segments) again.set(id, (again.get(id) ?? 0) + 1);
      position = Math.min(position, ...segments.map((id) => id - 1));
      forgetFresh();
    },
  };

  return {
    open(port) {
      reader?.close();
      stopWaiting();
      reader = port;
      position = done;
      again.clear();
      forgetFresh();
      port.on("message", (message: FromReader) => {
        // What an earlier reader has said before it ended may come after the next one has begun.
        if (port !== reader) return;
        // The table has a handler for each type, of exactly that message.
        (handlers[message.type] as (message: FromReader) => void)(message);
      });
    },
    appended(segments) {
      // Nothing is missing between what the reader has had and these.
      const follows = fresh.length > 0 || position === newest;
      newest = segments.at(-1)?.id ?? newest;
      if (follows && reader !== undefined) {
        fresh.push(...segments);
        for (const { data } of segments) freshBytes += data.byteLength;
        if (freshBytes > FRESH_BYTES) forgetFresh();
      }
      serve();
    },
    takeDone() {
      const through = done;
      done = 0;
      return through;
    },
    giveBack(through) {
      done = Math.max(done, through);
    },
    onDone(next) {
      listener = next;
    },
    close() {
      stopWaiting();
      reader?.close();
    },
  };
}
