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

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** A stream as 128 bits: of a UUID its own, of any other name a part of its hash. 32 hexadecimal digits. */
export function streamId(stream: string): string {
  const uuid = UUID.exec(stream);
  if (uuid !== null) return uuid.slice(1).join("");
  return createHash("sha256").update(stream).digest("hex").slice(0, 32);
}

/** Whether the id is a UUID whose beginning is the time when it was made (version 7), so that later ones are larger. */
export function isOrderedByTime(stream: string): boolean {
  return stream.length === 36 && stream[14] === "7" && UUID.test(stream);
}
