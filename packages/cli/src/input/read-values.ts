import { isUtf8 } from "node:buffer";
import type { Chunks } from "../context.js";
import { detectFormat, type Format } from "./detect-format.js";
import type { Fault } from "./fault.js";
import { MAX_VALUE_BYTES, tooLarge } from "./limits.js";
import { createLineSplitter } from "./line-splitter.js";
import { syntaxFault } from "./syntax-fault.js";

/** How much is looked at before the layout is decided. */
const HEAD_BYTES = 64 * 1024;
const NEWLINE = 10;

export interface ValueSink {
  /** A value, the number of its first line and the text it was read from. */
  value(value: unknown, line: number, text: string): void;
  fault(fault: Fault): void;
}

/** Reads the values of one input: one a line, or one over several lines. Never holds more than one value and one piece. */
export async function readValues(
  chunks: Chunks,
  sink: ValueSink,
  maxBytes: number = MAX_VALUE_BYTES,
): Promise<void> {
  const pieces = chunks[Symbol.asyncIterator]();
  const head = await readHead(pieces);
  if (isUtf16(head)) {
    await pieces.return?.();
    return sink.fault({ code: "encoding", line: 1, expected: "UTF-8 text (this is UTF-16)" });
  }
  const start = withoutBom(head);
  const read = formatOf(start) === "document" ? readDocument : readLines;
  await read(start, pieces, sink, maxBytes);
}

async function readLines(
  head: Buffer,
  rest: AsyncIterator<Uint8Array>,
  sink: ValueSink,
  maxBytes: number,
): Promise<void> {
  const splitter = createLineSplitter(maxBytes, {
    line: (text, line) => readValue(text, line, sink),
    fault: (fault) => sink.fault(fault),
  });
  splitter.push(head);
  for (let piece = await rest.next(); piece.done !== true; piece = await rest.next())
    splitter.push(asBuffer(piece.value));
  splitter.end();
}

async function readDocument(
  head: Buffer,
  rest: AsyncIterator<Uint8Array>,
  sink: ValueSink,
  maxBytes: number,
): Promise<void> {
  const parts: Buffer[] = [];
  let size = 0;
  for (let piece: Uint8Array | undefined = head; piece !== undefined; piece = (await rest.next()).value) {
    parts.push(asBuffer(piece));
    size += piece.length;
    if (size <= maxBytes) continue;
    await rest.return?.();
    return sink.fault(tooLarge(1, maxBytes, "document"));
  }
  const whole = Buffer.concat(parts);
  if (!isUtf8(whole))
    return sink.fault({ code: "encoding", line: firstBadLine(whole), expected: "UTF-8 text" });
  readValue(whole.toString("utf8"), 1, sink);
}

function readValue(text: string, line: number, sink: ValueSink): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (text.trim() !== "") sink.fault(syntaxFault(text, line));
    return;
  }
  sink.value(value, line, text);
}

/** Enough to decide the layout: a few lines, or the beginning of one that is too long to open a document. */
async function readHead(pieces: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const piece = await pieces.next();
    if (piece.done === true) break;
    parts.push(asBuffer(piece.value));
    size += piece.value.length;
  }
  return Buffer.concat(parts);
}

/** Looks at the whole lines of the head; what ends before it is full ends there. Bytes that are no text do not matter here. */
function formatOf(head: Buffer): Format {
  const last = head.lastIndexOf(NEWLINE);
  const lines = head.length < HEAD_BYTES ? head : head.subarray(0, last + 1);
  return detectFormat(lines.toString("utf8"));
}

function withoutBom(head: Buffer): Buffer {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}

function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function firstBadLine(whole: Buffer): number {
  let line = 1;
  for (let from = 0, to = whole.indexOf(NEWLINE); to >= 0; from = to + 1, to = whole.indexOf(NEWLINE, from)) {
    if (!isUtf8(whole.subarray(from, to))) return line;
    line += 1;
  }
  return line;
}

/** The same bytes: a view, not a copy. */
function asBuffer(piece: Uint8Array): Buffer {
  return Buffer.isBuffer(piece) ? piece : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}
