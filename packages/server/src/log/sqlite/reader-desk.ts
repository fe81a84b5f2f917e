import type { MessagePort } from "node:worker_threads";
import type { ReadSize, Segment } from "./segment.js";
import type { SegmentLog } from "./segment-log.js";
import type { FromReader, ToReader } from "./thread-messages.js";

/** Hands segments to the one reader. */
export interface ReaderDesk {
  /** A new reader begins with the oldest segment that is not settled; an earlier one gets nothing more. */
  open(port: MessagePort): void;
  /** These are in the log now. They are handed out without being read again, if the reader keeps up. */
  appended(segments: readonly FreshSegment[]): void;
  close(): void;
}

/** A segment that is still in memory. */
export interface FreshSegment {
  readonly id: number;
  readonly data: Uint8Array;
  readonly entries: number;
}

interface Waiting {
  readonly limits: ReadSize;
  /** When the reader gets an answer even if there is nothing. */
  readonly timer: NodeJS.Timeout;
}

/** What the reader gets next. */
interface Answer {
  readonly limits: ReadSize;
  readonly segments: Segment[];
}

/** Read from the files at once: that much takes about as long as a commit. */
const PIECE_BYTES = 1024 * 1024;
/**
 * Time from one batch to the next while there is less than the reader would take at once: a batch costs the store
 * much, an entry in it little. The first batch after a pause goes at once.
 */
const BETWEEN_BATCHES_MS = 100;
/** Bytes of segments that wait for the reader in memory; a reader that is further behind reads the files. */
const FRESH_BYTES = 32 * 1024 * 1024;

/** `onDone` is told up to which segment everything is stored. */
export function createReaderDesk(
  log: Pick<SegmentLog, "read" | "lag" | "settled">,
  onDone: (through: number) => void,
): ReaderDesk {
  let reader: MessagePort | undefined;
  let waiting: Waiting | undefined;
  let answer: Answer | undefined;
  let position = 0;
  let lastBatch = Number.NEGATIVE_INFINITY;
  let gathering: NodeJS.Timeout | undefined;
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

  const takeFresh = (limits: ReadSize): Segment[] => {
    let [count, entries, bytes] = [0, 0, 0];
    for (const segment of fresh) {
      count += 1;
      entries += segment.entries;
      bytes += segment.data.byteLength;
      if (entries >= limits.entries || bytes >= limits.bytes) break;
    }
    freshBytes -= bytes;
    return fresh.splice(0, count).map((segment) => ({ ...segment, deliveries: 1 }));
  };

  /** Takes the next piece into the answer; whether that was something, and there may be more. */
  const collect = ({ limits, segments }: Answer): boolean => {
    const entries = limits.entries - sum(segments.map((each) => each.entries));
    const bytes = limits.bytes - sum(segments.map(({ data }) => data.byteLength));
    if (entries <= 0 || bytes <= 0) return false;
    const piece = { entries, bytes: Math.min(bytes, PIECE_BYTES) };
    const taken = fresh.length > 0 ? takeFresh({ entries, bytes }) : log.read(position, piece);
    position = taken.at(-1)?.id ?? position;
    segments.push(...taken);
    return taken.length > 0;
  };

  const finish = ({ segments }: Answer) => {
    answer = undefined;
    lastBatch = performance.now();
    send(segments.map((each) => ({ ...each, deliveries: each.deliveries + (again.get(each.id) ?? 0) })));
  };

  /** Puts an answer together, piece by piece: what is appended meanwhile does not wait for all of it. */
  const begin = (limits: ReadSize): boolean => {
    const begun: Answer = { limits, segments: [] };
    if (!collect(begun)) return false;
    answer = begun;
    const goOn = () => {
      if (answer !== begun) return;
      if (collect(begun)) setImmediate(goOn);
      else finish(begun);
    };
    setImmediate(goOn);
    return true;
  };

  /** Answers a reader that waits, now or when it is time for the next batch. */
  const serve = () => {
    if (waiting === undefined || gathering !== undefined) return;
    const { limits } = waiting;
    const { entries, bytes } = log.lag();
    const wait = lastBatch + BETWEEN_BATCHES_MS - performance.now();
    if (wait <= 0 || entries >= limits.entries || bytes >= limits.bytes) {
      if (begin(limits)) stopWaiting();
      return;
    }
    gathering = setTimeout(() => {
      gathering = undefined;
      serve();
    }, wait);
  };

  const send = (segments: readonly Segment[]) => {
    const message: ToReader = { segments };
    const buffers = segments.map(({ data }) => data.buffer);
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
        if (!begin(limits)) send([]);
      }, waitMs);
      waiting = { limits: { entries, bytes }, timer };
      serve();
    },
    done({ through }) {
      for (const id of again.keys()) if (id <= through) again.delete(id);
      onDone(through);
    },
    again({ segments }) {
      for (const id of segments) again.set(id, (again.get(id) ?? 0) + 1);
      position = Math.min(position, ...segments.map((id) => id - 1));
      // It begins again from there.
      answer?.segments.splice(0);
      forgetFresh();
    },
  };

  return {
    open(port) {
      reader?.close();
      stopWaiting();
      reader = port;
      answer = undefined;
      position = log.settled();
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
    close() {
      stopWaiting();
      answer = undefined;
      reader?.close();
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
