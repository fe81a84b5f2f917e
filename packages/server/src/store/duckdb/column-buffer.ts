import type { DuckDBDataChunk } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";

/** Rows that one chunk holds. */
export const CHUNK_ROWS = 2048;

/** Of a string that is no longer than this the bytes stand in the vector itself. */
const INLINE_BYTES = 12;
const STRING_BYTES = 16;
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
    else throw new TypeError(`a cell of kind ${this.#kind} holds something else`);
  }

  /** Writes what was collected into a column of a chunk, and is empty again. */
  flush(chunk: DuckDBDataChunk, column: number): void {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
    duckdb.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, this.#rows * WIDTHS[this.#kind]);
    for (let i = 0; i < this.#long.length; i++) assign(vector, this.#longRows[i] ?? 0, this.#long[i] ?? "");
    if (this.#nulls) {
      duckdb.vector_ensure_validity_writable(vector);
      const bytes = Math.ceil(this.#rows / 64) * 8;
      duckdb.copy_data_to_vector_validity(vector, 0, this.#valid.buffer, 0, bytes);
      this.#valid.fill(TWO_32 - 1);
    }
    this.#long.length = 0;
    this.#longRows.length = 0;
    this.#nulls = false;
    this.#rows = 0;
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
      this.#words[row * 4] = 0;
      this.#long.push(text);
      this.#longRows.push(row);
      return;
    }
    this.#words[row * 4] = length;
    for (; i < INLINE_BYTES; i++) this.#bytes[at + i] = 0;
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
