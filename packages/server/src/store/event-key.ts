import { createHash } from "node:crypto";

/** The parts of an event key `<stream>:<n>`. */
export interface EventKey {
  readonly stream: string;
  readonly n: number;
}

/** Undefined for a text that is no event key. */
export function parseEventKey(key: string): EventKey | undefined {
  const colon = key.lastIndexOf(":");
  const n = Number(key.slice(colon + 1));
  return colon > 0 && Number.isSafeInteger(n) && n >= 0 ? { stream: key.slice(0, colon), n } : undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** How a stream is kept. */
export interface StreamId {
  /** 128 bits, of a UUID its own, of any other name a part of its hash: 32 hexadecimal digits. */
  readonly id: string;
  /** Whether it is a UUID whose beginning is the time when it was made (version 7), so that later ones are larger. */
  readonly ordered: boolean;
}

export function streamId(stream: string): StreamId {
  if (stream.length !== 36 || !UUID.test(stream))
    return { id: createHash("sha256").update(stream).digest("hex").slice(0, 32), ordered: false };
  const id =
    stream.slice(0, 8) + stream.slice(9, 13) + stream.slice(14, 18) + stream.slice(19, 23) + stream.slice(24);
  return { id, ordered: stream[14] === "7" };
}
