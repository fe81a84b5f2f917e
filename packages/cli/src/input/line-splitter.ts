import { isUtf8 } from "node:buffer";
import type { Fault } from "./fault.js";
import { tooLarge } from "./limits.js";

const NEWLINE = 10;

export interface LineSink {
  /** One line without its newline; a carriage return before it is left to the JSON parser, which skips it. */
  line(text: string, line: number): void;
  fault(fault: Fault): void;
}

export interface LineSplitter {
  push(chunk: Buffer): void;
  end(): void;
}

/**
 * Cuts bytes into lines. Whole blocks are decoded at once, which is what makes it fast; at most one line
 * (up to `maxBytes`) is held back between two pieces, and a longer one is reported and skipped.
 */
export function createLineSplitter(maxBytes: number, sink: LineSink): LineSplitter {
  /** Number of the line that comes next, or whose beginning is held. */
  let line = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let skipping = false;

  function hold(piece: Buffer): void {
    if (piece.length === 0 || skipping) return;
    held.push(piece);
    heldBytes += piece.length;
    if (heldBytes <= maxBytes) return;
    skipping = true;
    held = [];
    heldBytes = 0;
  }

  function release(): Buffer {
    const whole = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return whole;
  }

  /** Ends the line whose beginning is held. */
  function endLine(): void {
    if (skipping) {
      sink.fault(tooLarge(line, maxBytes, "line"));
      line += 1;
    } else emitLine(release());
    skipping = false;
  }

  function emitLine(bytes: Buffer): void {
    if (bytes.length > maxBytes) sink.fault(tooLarge(line, maxBytes, "line"));
    else if (isUtf8(bytes)) sink.line(bytes.toString("utf8"), line);
    else sink.fault({ code: "encoding", line, expected: "UTF-8 text" });
    line += 1;
  }

  /** Emits the lines of a block that ends before a newline. */
  function emitBlock(block: Buffer): void {
    if (block.length > maxBytes || !isUtf8(block)) {
      eachPart(block, emitLine);
      return;
    }
    const text = block.toString("utf8");
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
      sink.line(text.slice(from, to), line);
      line += 1;
      from = to + 1;
    }
    sink.line(text.slice(from), line);
    line += 1;
  }

  return {
    push(piece) {
      let from = 0;
      if (heldBytes > 0 || skipping) {
        const end = piece.indexOf(NEWLINE);
        hold(end < 0 ? piece : piece.subarray(0, end));
        if (end < 0) return;
        endLine();
        from = end + 1;
      }
      const last = piece.lastIndexOf(NEWLINE);
      if (last >= from) emitBlock(piece.subarray(from, last));
      hold(piece.subarray(Math.max(from, last + 1)));
    },
    end() {
      if (heldBytes > 0 || skipping) endLine();
    },
  };
}

/** Hands over the parts between newlines. */
function eachPart(block: Buffer, take: (part: Buffer) => void): void {
  let from = 0;
  for (let to = block.indexOf(NEWLINE); to >= 0; to = block.indexOf(NEWLINE, from)) {
    take(block.subarray(from, to));
    from = to + 1;
  }
  take(block.subarray(from));
}
