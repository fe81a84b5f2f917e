import { crc32 } from "node:zlib";
import type { QueuedEvent } from "../queued-event.js";

/** `<CRC-32 of the rest, 8 hex digits> <stream> <n> <Unix ms> <JSON>`, then a line feed, which JSON text never holds. */
export function encodeLine({ stream, n, at, text }: QueuedEvent): string {
  const rest = `${stream} ${n} ${at} ${text}`;
  return `${checksum(rest)} ${rest}\n`;
}

export interface DecodedLines {
  readonly events: readonly QueuedEvent[];
  /** Lines that are not whole, a torn last one among them. */
  readonly broken: number;
  /** Bytes of the torn last line. */
  readonly tornBytes: number;
}

/** Reads the lines of a segment; what is torn or damaged is counted and passed over. */
export function decodeLines(text: string): DecodedLines {
  const lines = text.split("\n");
  const torn = lines.pop() ?? "";
  const events = lines.flatMap((line) => decodeLine(line) ?? []);
  const broken = lines.length - events.length + (torn === "" ? 0 : 1);
  return { events, broken, tornBytes: Buffer.byteLength(torn) };
}

const LINE = /^([0-9a-f]{8}) (([A-Za-z0-9_-]{8,64}) (\d{1,16}) (\d{1,16}) (\{.*\}))$/s;

function decodeLine(line: string): QueuedEvent | undefined {
  const [, sum, rest, stream, n, at, text] = LINE.exec(line) ?? [];
  if (sum === undefined || rest === undefined || stream === undefined || text === undefined) return undefined;
  if (checksum(rest) !== sum) return undefined;
  return { stream, n: Number(n), at: Number(at), text, bytes: Buffer.byteLength(text) };
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
