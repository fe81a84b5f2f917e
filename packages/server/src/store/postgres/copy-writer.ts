const FIRST_BYTES = 256 * 1024;
/** A larger buffer is not kept for later batches. */
const MOST_BYTES_KEPT = 16 * 1024 * 1024;

const TAB = 0x09;
const NEW_LINE = 0x0a;
const BACKSLASH = 0x5c;
const FIRST_PLAIN = 0x20;
const FIRST_BEYOND_ASCII = 0x80;
/** A character takes at most three bytes, or two when it is escaped. */
const MOST_BYTES_OF_A_CHARACTER = 3;

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/**
 * Writes rows in the text format of COPY straight into one buffer, character by character: no text is put together
 * only to be taken apart into bytes, and nothing is left to the garbage collector.
 */
export class CopyWriter {
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #at = 0;
  #startOfLine = true;
  #time = Number.NaN;
  #timeText = "";

  /** A text, an integer, a number, a boolean, a list of texts, or null for null and for what is missing. */
  cell(value: unknown): void {
    this.#next();
    if (value === null || value === undefined) this.#plain("\\N");
    else if (typeof value === "string") this.#text(value);
    else if (typeof value === "number") this.#plain(String(value));
    else if (typeof value === "boolean") this.#plain(value ? "t" : "f");
    else if (Array.isArray(value)) this.#text(`{${value.map((item) => quotedItem(String(item))).join(",")}}`);
    else throw new TypeError("a cell is a string, a number, a boolean, a list of strings or null");
  }

  /** A time, given in Unix milliseconds. Rows of one request have one time, and it is put into words once. */
  time(ms: number): void {
    this.#next();
    if (ms !== this.#time) {
      this.#time = ms;
      this.#timeText = new Date(ms).toISOString();
    }
    this.#plain(this.#timeText);
  }

  endLine(): void {
    this.#room(1);
    this.#buffer[this.#at++] = NEW_LINE;
    this.#startOfLine = true;
  }

  /** What was written since the last time. It is good until something is written again. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#at);
    if (this.#buffer.length > MOST_BYTES_KEPT) this.#buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#at = 0;
    this.#startOfLine = true;
    return taken;
  }

  #next(): void {
    if (this.#startOfLine) {
      this.#startOfLine = false;
      return;
    }
    this.#room(1);
    this.#buffer[this.#at++] = TAB;
  }

  /** ASCII in which nothing has to be escaped. */
  #plain(text: string): void {
    const { length } = text;
    this.#room(length);
    const buffer = this.#buffer;
    const at = this.#at;
    for (let i = 0; i < length; i++) buffer[at + i] = text.charCodeAt(i);
    this.#at = at + length;
  }

  #text(text: string): void {
    const { length } = text;
    this.#room(length * MOST_BYTES_OF_A_CHARACTER);
    const buffer = this.#buffer;
    const at = this.#at;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= FIRST_BEYOND_ASCII || code < FIRST_PLAIN || code === BACKSLASH) {
        // Rare: the whole text again, in the slow way.
        this.#at =
          at +
          buffer.write(
            text.replace(SPECIAL, (mark) => ESCAPES[mark] ?? mark),
            at,
            "utf8",
          );
        return;
      }
      buffer[at + i] = code;
    }
    this.#at = at + length;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}

/** An item of a list as an array literal writes it. */
function quotedItem(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
