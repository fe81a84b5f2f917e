import type { DuckDBDataChunk } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { StoreError } from "../store-error.js";

/** Rows that one chunk holds. */
export const CHUNK_ROWS = 2048;

/** Of a string that is no longer than this the bytes stand in the vector itself. */
const INLINE_BYTES = 12;
const STRING_BYTES = 16;
/** Chunks after which a column that did not repeat itself is looked at again. */
const LOOK_AGAIN = 32;
const TWO_32 = 4_294_967_296;

/** How a cell is written: what it is in JavaScript, and what it is in the vector. */
export type BufferKind = "text" | "integer" | "number" | "boolean" | "timestamp" | "uuid";

const WIDTHS: Readonly<Record<BufferKind, number>> = {
  text: STRING_BYTES,
  integer: 8,
  number: 8,
  boolean: 1,
  timestamp: 8,
  uuid: 16,
};

/**
 * Collects the values of one column and hands them to a vector at once. The vectors of node-api take value by
 * value, and integers and nulls as BigInt, which costs several times as much.
 */
export class ColumnBuffer {
  readonly #kind: BufferKind;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #words: Uint32Array;
  readonly #doubles: Float64Array | undefined;
  readonly #valid = new Uint32Array(CHUNK_ROWS / 32);
  /** Strings that are too long to stand in the vector, and their rows. */
  readonly #long: string[] = [];
  readonly #longRows: number[] = [];
  /** Of a string that comes again: its first row, and the rows that point to the same bytes. */
  readonly #firstRows = new Map<string, number>();
  readonly #repeats: number[] = [];
  /** Whether this column repeats itself; looking for it in one that does not costs more than it saves. */
  #looksForRepeats = true;
  #flushes = 0;
  #nulls = false;
  #rows = 0;

  constructor(kind: BufferKind) {
    const buffer = new ArrayBuffer(CHUNK_ROWS * WIDTHS[kind]);
    this.#kind = kind;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
    this.#doubles = kind === "number" ? new Float64Array(buffer) : undefined;
    this.#valid.fill(TWO_32 - 1);
  }

  /**
   * Adds the values of one column of rows: strings for texts and UUIDs, numbers for integers and numbers, booleans,
   * Unix milliseconds for timestamps; null and undefined for NULL.
   */
  add<T>(rows: readonly T[], value: (row: T) => unknown): void {
    // One loop for each kind: engines optimise it for the one type that it meets.
    if (this.#kind === "text") this.#texts(rows, value);
    else for (const row of rows) this.#push(value(row));
  }

  #texts<T>(rows: readonly T[], value: (row: T) => unknown): void {
    for (const row of rows) {
      const text = value(row);
      if (typeof text === "string") this.#setText(this.#rows++, text);
      else this.#push(text);
    }
  }

  #push(value: unknown): void {
    const row = this.#rows++;
    if (value === null || value === undefined) this.#setNull(row);
    else if (typeof value === "number" && this.#kind !== "text") this.#setNumber(row, value);
    else if (typeof value === "boolean" && this.#kind === "boolean") this.#bytes[row] = value ? 1 : 0;
    else if (typeof value === "string" && this.#kind === "uuid") this.#setUuid(row, value);
    else throw new StoreError("data", `a cell of kind ${this.#kind} holds something else`);
  }

  /** Writes what was collected into a column of a chunk, and is empty again. */
  flush(chunk: DuckDBDataChunk, column: number): void {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
    if (this.#repeats.length === 0) this.#copy(vector);
    for (let i = 0; i < this.#long.length; i++) assign(vector, this.#longRows[i] ?? 0, this.#long[i] ?? "");
    if (this.#repeats.length > 0) {
      this.#pointTwice(vector);
      this.#copy(vector);
    }
    if (this.#nulls) {
      duckdb.vector_ensure_validity_writable(vector);
      const bytes = Math.ceil(this.#rows / 64) * 8;
      duckdb.copy_data_to_vector_validity(vector, 0, this.#valid.buffer, 0, bytes);
    }
    this.#flushes += 1;
    const again = this.#repeats.length / 2;
    this.#looksForRepeats = again * 4 > this.#long.length || this.#flushes % LOOK_AGAIN === 0;
    this.clear();
  }

  /** Forgets what was collected. */
  clear(): void {
    if (this.#nulls) this.#valid.fill(TWO_32 - 1);
    this.#long.length = 0;
    this.#longRows.length = 0;
    this.#repeats.length = 0;
    this.#firstRows.clear();
    this.#nulls = false;
    this.#rows = 0;
  }

  #copy(vector: duckdb.Vector): void {
    duckdb.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, this.#rows * WIDTHS[this.#kind]);
  }

  /** Takes the places of the long strings from the vector, and gives those to the rows that repeat them. */
  #pointTwice(vector: duckdb.Vector): void {
    const { buffer, byteOffset } = duckdb.vector_get_data(vector, this.#rows * STRING_BYTES);
    const written = new Uint32Array(buffer, byteOffset, this.#rows * 4);
    const words = this.#words;
    for (const row of this.#longRows) words.set(written.subarray(row * 4, row * 4 + 4), row * 4);
    for (let i = 0; i < this.#repeats.length; i += 2) {
      const from = (this.#repeats[i] ?? 0) * 4;
      words.copyWithin((this.#repeats[i + 1] ?? 0) * 4, from, from + 4);
    }
  }

  #setNull(row: number): void {
    const word = row >> 5;
    this.#valid[word] = (this.#valid[word] ?? 0) & ~(1 << (row & 31));
    this.#nulls = true;
    if (this.#kind === "text") this.#words[row * 4] = 0;
  }

  #setText(row: number, text: string): void {
    const at = row * STRING_BYTES + 4;
    const { length } = text;
    let i = 0;
    if (length <= INLINE_BYTES)
      for (; i < length; i++) {
        const code = text.charCodeAt(i);
        if (code > 127) break;
        this.#bytes[at + i] = code;
      }
    if (i < length) {
      this.#setLong(row, text);
      return;
    }
    this.#words[row * 4] = length;
    for (; i < INLINE_BYTES; i++) this.#bytes[at + i] = 0;
  }

  #setLong(row: number, text: string): void {
    this.#words[row * 4] = 0;
    if (this.#looksForRepeats) {
      const first = this.#firstRows.get(text);
      if (first !== undefined) {
        this.#repeats.push(first, row);
        return;
      }
      this.#firstRows.set(text, row);
    }
    this.#long.push(text);
    this.#longRows.push(row);
  }

  #setNumber(row: number, value: number): void {
    if (this.#doubles !== undefined) {
      this.#doubles[row] = value;
      return;
    }
    // Timestamps count microseconds.
    const whole = this.#kind === "timestamp" ? value * 1000 : value;
    const high = Math.floor(whole / TWO_32);
    this.#words[row * 2] = whole - high * TWO_32;
    this.#words[row * 2 + 1] = high;
  }

  /** A UUID is a 128-bit number whose highest bit is turned, so that it sorts as its text does. */
  #setUuid(row: number, hex: string): void {
    const word = (i: number) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16);
    const at = row * 4;
    this.#words[at] = word(3);
    this.#words[at + 1] = word(2);
    this.#words[at + 2] = word(1);
    this.#words[at + 3] = word(0) ^ 0x80000000;
  }
}

/** The plain call takes a text that ends at the first NUL. */
function assign(vector: duckdb.Vector, row: number, text: string): void {
  if (text.includes("\0")) duckdb.vector_assign_string_element_len(vector, row, Buffer.from(text));
  else duckdb.vector_assign_string_element(vector, row, text);
}
