/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

const NONE: Members = Object.freeze({});

/** The members of a value; none of one that has none. */
export function members(value: unknown): Members {
  // An array has members too; no reader asks for one of them.
  return typeof value === "object" && value !== null ? (value as Members) : NONE;
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that says something. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A count; 0 for what is none. */
export function count(value: unknown): number {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0;
}

/** Looks a word of the wire up in a table of what it means here. */
export function word<Meaning>(table: Readonly<Record<string, Meaning>>, value: unknown): Meaning | undefined {
  return typeof value === "string" && Object.hasOwn(table, value) ? table[value] : undefined;
}

/** Unix seconds of a time in Unix milliseconds. */
export function seconds(at: number): number {
  return count(Math.floor(at / 1000));
}
