import type { DeliveredEntry, LogEntry } from "../log.js";

/*
 * A segment holds the entries of one commit, one after the other:
 * length of the head and of the body (32 bits each, little endian), the head as JSON, the body.
 */
const LENGTHS = 8;

/** Bytes that an entry takes in memory beside its body, roughly; for limits. */
export const ENTRY_OVERHEAD = 512;

/** Puts entries into one segment, in a buffer of its own that can be handed to another thread. */
export function packEntries(entries: readonly LogEntry[]): Uint8Array<ArrayBuffer> {
  const heads = entries.map(headOf);
  let length = 0;
  for (const [i, { body }] of entries.entries()) length += LENGTHS + (heads[i]?.length ?? 0) + body.length;
  const segment = new Uint8Array(new ArrayBuffer(length));
  const view = new DataView(segment.buffer);
  let at = 0;
  for (const [i, { body }] of entries.entries()) {
    const head = heads[i] ?? new Uint8Array();
    view.setUint32(at, head.length, true);
    view.setUint32(at + 4, body.length, true);
    segment.set(head, at + LENGTHS);
    segment.set(body, at + LENGTHS + head.length);
    at += LENGTHS + head.length + body.length;
  }
  return segment;
}

/** Takes a segment apart again. `deliveries`: how often it has been handed out. */
export function unpackEntries(segment: Uint8Array, id: number, deliveries: number): DeliveredEntry[] {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  const entries: DeliveredEntry[] = [];
  for (let at = 0; at < segment.length; ) {
    const bodyAt = at + LENGTHS + view.getUint32(at, true);
    const end = bodyAt + view.getUint32(at + 4, true);
    const head = Buffer.from(segment.buffer, segment.byteOffset + at + LENGTHS, bodyAt - at - LENGTHS);
    // Written by headOf.
    const [key, receivedAt, token, user_agent, originator, event_keys] = JSON.parse(head.toString()) as Head;
    const meta = { token, user_agent, originator, event_keys };
    const body = segment.subarray(bodyAt, end);
    entries.push({ key, receivedAt, meta, body, position: positionOf(id, entries.length), deliveries });
    at = end;
  }
  return entries;
}

type Head = readonly [
  key: string,
  receivedAt: number,
  token: string | null,
  userAgent: string | null,
  originator: string | null,
  eventKeys: string | null,
];

function headOf({ key, receivedAt, meta }: LogEntry): Buffer {
  const head: Head = [key, receivedAt, meta.token, meta.user_agent, meta.originator, meta.event_keys];
  return Buffer.from(JSON.stringify(head));
}

/** Sorts as text in the order of the log. */
function positionOf(segment: number, index: number): string {
  return `${String(segment).padStart(16, "0")}.${String(index).padStart(5, "0")}`;
}
