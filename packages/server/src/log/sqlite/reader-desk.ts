import type { MessagePort } from "node:worker_threads";
import type { SegmentFile } from "./segment-file.js";
import type { FromReader, ToReader } from "./thread-messages.js";

/** Hands segments to the one reader, and keeps what it has settled until somebody removes it from the file. */
export interface ReaderDesk {
  /** A new reader begins with the oldest segment that is not settled; an earlier one gets nothing more. */
  open(port: MessagePort): void;
  /** There may be new segments for a reader that waits. */
  wake(): void;
  /** Up to which segment everything is stored and not yet removed; 0 for nothing. The caller removes it. */
  takeDone(): number;
  /** It could not be removed. */
  giveBack(through: number): void;
  onDone(listener: () => void): void;
  close(): void;
}

interface Waiting {
  readonly limits: { readonly entries: number; readonly bytes: number };
  readonly timer: NodeJS.Timeout;
}

export function createReaderDesk(file: SegmentFile): ReaderDesk {
  let reader: MessagePort | undefined;
  let waiting: Waiting | undefined;
  let position = 0;
  let done = 0;
  let listener = () => {};
  /** How often segments have been handed out again in this run. */
  const again = new Map<number, number>();

  const answer = (limits: Waiting["limits"]): boolean => {
    const segments = file
      .read(position, limits)
      .map((segment) => ({ ...segment, deliveries: segment.deliveries + (again.get(segment.id) ?? 0) }));
    position = segments.at(-1)?.id ?? position;
    if (segments.length > 0) send({ segments });
    return segments.length > 0;
  };

  const send = (message: ToReader) => {
    const buffers = message.segments.map(({ data }) => data.buffer);
    reader?.postMessage(message, buffers as ArrayBuffer[]);
  };

  const stopWaiting = () => {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  };

  const handlers: {
    readonly [T in FromReader["type"]]: (message: Extract<FromReader, { type: T }>) => void;
  } = {
    read({ entries, bytes, waitMs }) {
      const limits = { entries, bytes };
      if (answer(limits)) return;
      const timer = setTimeout(() => {
        stopWaiting();
        send({ segments: [] });
      }, waitMs);
      waiting = { limits, timer };
    },
    done({ through }) {
      done = Math.max(done, through);
      for (const id of again.keys()) if (id <= through) again.delete(id);
      listener();
    },
    again({ segments }) {
      for (const id of segments) again.set(id, (again.get(id) ?? 0) + 1);
      position = Math.min(position, ...segments.map((id) => id - 1));
    },
  };

  return {
    open(port) {
      reader?.close();
      stopWaiting();
      reader = port;
      position = done;
      again.clear();
      port.on("message", (message: FromReader) => {
        // The table has a handler for each type, of exactly that message.
        (handlers[message.type] as (message: FromReader) => void)(message);
      });
    },
    wake() {
      if (waiting !== undefined && answer(waiting.limits)) stopWaiting();
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
