import { isDigit, type JsonNumber, JsonScanner, SerdeError } from "../json/scanner.js";
import { debugText, floatText } from "./rust-text.js";

/** Reads one member of a struct at the scanner's place. */
export type FieldReader = (path: string) => void;

/** The struct of a schema as serde reads it: members in any order, or their values as an array in this order. */
export interface StructReader {
  /** `struct HooksFile`. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldReader>>;
}

/** Reads typed values straight from text as serde_json does, which decides the words and places of its errors. */
export class ConfigScanner extends JsonScanner {
  readonly ignored: string[] = [];

  readStruct({ name, fields }: StructReader, path: string): void {
    const character = this.start();
    if (character === "[") this.within(() => this.readFieldsInOrder(fields, path), "endArray");
    else if (character === "{") this.within(() => this.readMembers(fields, path), "endObject");
    else this.wrongType(`struct ${name}`);
  }

  readArray(readElement: FieldReader, path: string): void {
    if (this.start() !== "[") this.wrongType("a sequence");
    this.within(() => {
      for (let index = 0; this.nextElement(index === 0); index += 1) readElement(`${path}/${index}`);
    }, "endArray");
  }

  /** A string, or null for nothing. */
  readOptionalText(): string | null {
    const character = this.start();
    if (character === "n") {
      this.word("null");
      return null;
    }
    if (character === '"') return this.string();
    return this.wrongType("a string");
  }

  /** Passes over a value without looking into it: only its grammar counts, at any depth. */
  ignore(): void {
    const open: string[] = [];
    for (;;) {
      const character = this.peek();
      if (character === "[" || character === "{") {
        this.at += 1;
        open.push(character);
        if (!this.closeIgnored(open, "empty")) this.ignoreKey(open);
      } else {
        this.ignoreScalar(character);
        this.closeIgnored(open, "filled");
        this.ignoreKey(open);
      }
      if (open.length === 0) return;
    }
  }

  /** Steps over the ends of arrays and objects, and over a comma; true when all are closed. */
  private closeIgnored(open: string[], state: "empty" | "filled"): boolean {
    let comma = state === "filled";
    for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
      const character = this.peek();
      const isList = inner === "[";
      if (character === (isList ? "]" : "}")) {
        this.at += 1;
        open.pop();
        comma = true;
      } else if (character === ",") {
        if (!comma) return false;
        this.at += 1;
        return false;
      } else if (character === "") this.fail(`EOF while parsing ${isList ? "a list" : "an object"}`);
      else if (comma) this.fail(isList ? "expected `,` or `]`" : "expected `,` or `}`");
      else return false;
    }
    return true;
  }

  private ignoreKey(open: readonly string[]): void {
    if (open.at(-1) !== "{") return;
    const character = this.peek();
    if (character === "") this.fail("EOF while parsing an object");
    if (character !== '"') this.fail("key must be a string");
    this.string("ignored");
    this.colon();
  }

  private ignoreScalar(character: string): void {
    if (character === '"') this.string("ignored");
    else if (character === "-" || isDigit(character)) this.numberText();
    else this.value(() => undefined);
  }

  private start(): string {
    const character = this.peek();
    if (character === "") this.fail("EOF while parsing a value");
    return character;
  }

  private readMembers(fields: StructReader["fields"], path: string): void {
    const seen = new Set<string>();
    for (let key = this.nextKey(true); key !== null; key = this.nextKey(false)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field !== undefined && seen.has(key)) throw new SerdeError(`duplicate field \`${key}\``, null);
      seen.add(key);
      this.colon();
      if (field === undefined) {
        this.ignored.push(`${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
        this.ignore();
      } else field(`${path}/${key}`);
    }
  }

  /** serde also reads a struct from an array of its values. */
  private readFieldsInOrder(fields: StructReader["fields"], path: string): void {
    let first = true;
    for (const [key, field] of Object.entries(fields)) {
      if (!this.nextElement(first)) return;
      first = false;
      field(`${path}/${key}`);
    }
  }

  /** Runs a visitor and steps out of its array or object; an error without a place gets the one behind that. */
  within(visit: () => void, end: "endArray" | "endObject"): void {
    this.enter();
    const failure = attempt(visit);
    const closing = attempt(() => this[end]());
    const error = failure ?? closing;
    if (error === null) return;
    error.index ??= this.at;
    throw error;
  }

  /** Fails for a value of the wrong type, behind it when it is a scalar and before it when it is not. */
  wrongType(expected: string): never {
    const found = this.describeValue();
    return this.failHere(`invalid type: ${found}, expected ${expected}`);
  }

  private describeValue(): string {
    const character = this.peek();
    if (character === "[") return "sequence";
    if (character === "{") return "map";
    if (character === '"') return `string ${debugText(this.string())}`;
    if (character === "-" || isDigit(character)) return describeNumber(this.number());
    const value = this.value(() => undefined);
    return value === null ? "null" : `boolean \`${value}\``;
  }
}

/** A number in the words of serde. */
export function describeNumber({ text, value, integer }: JsonNumber): string {
  if (!integer || text === "-0") return `floating point \`${floatText(value)}\``;
  const exact = BigInt(text);
  const fits = exact >= -(2n ** 63n) && exact < 2n ** 64n;
  return fits ? `integer \`${exact}\`` : `floating point \`${floatText(value)}\``;
}

function attempt(work: () => void): SerdeError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof SerdeError) return error;
    throw error;
  }
}
