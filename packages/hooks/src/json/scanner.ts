import { positionAt } from "./syntax-error.js";

/** Thrown inside the readers of this folder and caught at their edge; not part of the interface. */
export class SerdeError extends Error {
  override readonly name = "SerdeError";
  /** Index up to which the text was read; null until a reader around the failure knows it. */
  index: number | null;
  /** 1 when the failure is a byte that was looked at and not read. */
  readonly peeked: 0 | 1;

  constructor(message: string, index: number | null, peeked: 0 | 1 = 0) {
    super(message);
    this.index = index;
    this.peeked = peeked;
  }
}

/** How deep serde_json follows arrays and objects: the one that would be the 128th is refused. */
const depthLimit = 128;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** What any JSON value becomes; objects have no prototype, so that every key is data. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A number as the text writes it: serde_json tells integers from numbers with a fraction or an exponent. */
export interface JsonNumber {
  readonly value: number;
  readonly text: string;
  readonly integer: boolean;
}

/**
 * Reads JSON as serde_json does, failing at the same place with the same words: no lone surrogates, no number
 * beyond the range of a double, no nesting beyond 127, and only space, tab, line feed and carriage return
 * between tokens.
 */
export class JsonScanner {
  readonly text: string;
  at = 0;
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next character that is not white space, or the empty string at the end. */
  peek(): string {
    for (;;) {
      const character = this.text.charAt(this.at);
      if (character !== " " && character !== "\n" && character !== "\t" && character !== "\r")
        return character;
      this.at += 1;
    }
  }

  /** A failure whose place includes the character that was looked at. */
  fail(message: string): never {
    throw new SerdeError(message, this.at, this.at < this.text.length ? 1 : 0);
  }

  /** A failure behind what was read. */
  failHere(message: string): never {
    throw new SerdeError(message, this.at);
  }

  enter(): void {
    this.depth += 1;
    if (this.depth >= depthLimit) this.fail("recursion limit exceeded");
    this.at += 1;
  }

  word(word: string): void {
    for (const character of word) {
      if (this.at >= this.text.length) this.failHere("EOF while parsing a value");
      this.at += 1;
      if (this.text.charAt(this.at - 1) !== character) this.failHere("expected ident");
    }
  }

  /** Reads a number; the scanner stands on its first character. */
  number(): JsonNumber {
    const number = this.numberText();
    if (!Number.isFinite(number.value)) this.failHere("number out of range");
    return number;
  }

  /** Reads the text of a number, of whatever size. */
  protected numberText(): JsonNumber {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at += 1;
    if (this.text.charAt(this.at) === "0") {
      this.at += 1;
      if (isDigit(this.text.charAt(this.at))) this.fail("invalid number");
    } else this.digits();
    let integer = true;
    if (this.text.charAt(this.at) === ".") {
      integer = false;
      this.at += 1;
      this.digits();
    }
    if (this.text.charAt(this.at) === "e" || this.text.charAt(this.at) === "E") {
      integer = false;
      this.at += 1;
      if (this.text.charAt(this.at) === "+" || this.text.charAt(this.at) === "-") this.at += 1;
      this.digits();
    }
    const text = this.text.slice(start, this.at);
    return { value: Number(text), text, integer };
  }

  digits(): void {
    if (this.at >= this.text.length) this.failHere("EOF while parsing a value");
    if (!isDigit(this.text.charAt(this.at))) {
      this.at += 1;
      this.failHere("invalid number");
    }
    while (isDigit(this.text.charAt(this.at))) this.at += 1;
  }

  /**
   * Reads a string; the scanner stands on its opening quote. One that nobody will read may have surrogates that are
   * alone, and its failures are placed before a control character.
   */
  string(use: "read" | "ignored" = "read"): string {
    this.at += 1;
    let value = "";
    let from = this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) this.failHere("EOF while parsing a string");
      if (code === 0x22) {
        value += this.text.slice(from, this.at);
        this.at += 1;
        return value;
      }
      if (code < 0x20) {
        if (use === "read") this.at += 1;
        this.failHere("control character (\\u0000-\\u001F) found while parsing a string");
      }
      if (code === 0x5c) {
        value += this.text.slice(from, this.at) + this.escape(use);
        from = this.at;
      } else this.at += 1;
    }
  }

  private escape(use: "read" | "ignored"): string {
    this.at += 1;
    if (this.at >= this.text.length) this.failHere("EOF while parsing a string");
    const character = this.text.charAt(this.at);
    this.at += 1;
    if (character === "u") return use === "read" ? this.unicodeEscape() : String.fromCharCode(this.hex());
    return escapes[character] ?? this.failHere("invalid escape");
  }

  private unicodeEscape(): string {
    const first = this.hex();
    if (first >= 0xdc00 && first <= 0xdfff) this.failHere("lone leading surrogate in hex escape");
    if (first < 0xd800 || first > 0xdbff) return String.fromCharCode(first);
    if (this.text.charAt(this.at) !== "\\") return this.unfinished();
    this.at += 1;
    if (this.text.charAt(this.at) !== "u") return this.unfinished();
    this.at += 1;
    const second = this.hex();
    if (second < 0xdc00 || second > 0xdfff) this.failHere("lone leading surrogate in hex escape");
    return String.fromCharCode(first, second);
  }

  private unfinished(): never {
    if (this.at >= this.text.length) this.failHere("EOF while parsing a string");
    this.at += 1;
    return this.failHere("unexpected end of hex escape");
  }

  private hex(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (digits.length < 4) {
      this.at = this.text.length;
      this.failHere("EOF while parsing a string");
    }
    this.at += 4;
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.failHere("invalid escape");
    return Number.parseInt(digits, 16);
  }

  /** Steps to the next member of an object: its key, or null at the end, which is not consumed. */
  nextKey(first: boolean): string | null {
    let character = this.peek();
    if (character === "") return this.fail("EOF while parsing an object");
    if (character === "}") return null;
    if (!first) {
      if (character !== ",") return this.fail("expected `,` or `}`");
      this.at += 1;
      character = this.peek();
    }
    if (character === "}") return this.fail("trailing comma");
    if (character === "") return this.fail("EOF while parsing a value");
    if (character !== '"') return this.fail("key must be a string");
    return this.string();
  }

  colon(): void {
    const character = this.peek();
    if (character === "") this.fail("EOF while parsing an object");
    if (character !== ":") this.fail("expected `:`");
    this.at += 1;
  }

  /** Steps to the next element of an array; false at the end, which is not consumed. */
  nextElement(first: boolean): boolean {
    const character = this.peek();
    if (character === "") return this.fail("EOF while parsing a list");
    if (character === "]") return false;
    if (first) return true;
    if (character !== ",") return this.fail("expected `,` or `]`");
    this.at += 1;
    const next = this.peek();
    if (next === "]") return this.fail("trailing comma");
    if (next === "") return this.fail("EOF while parsing a value");
    return true;
  }

  endArray(): void {
    const character = this.peek();
    if (character === "]") {
      this.at += 1;
      this.depth -= 1;
      return;
    }
    if (character === "") this.fail("EOF while parsing a list");
    if (character !== ",") this.fail("trailing characters");
    this.at += 1;
    if (this.peek() === "]") this.fail("trailing comma");
    this.fail("trailing characters");
  }

  endObject(): void {
    const character = this.peek();
    if (character === "}") {
      this.at += 1;
      this.depth -= 1;
      return;
    }
    if (character === "") this.fail("EOF while parsing an object");
    if (character === ",") this.fail("trailing comma");
    this.fail("trailing characters");
  }

  /** Reads any value; of members with one name the last stays, and `onDuplicate` hears of the others. */
  value(onDuplicate: (key: string) => void): JsonValue {
    const character = this.peek();
    if (character === "") return this.fail("EOF while parsing a value");
    if (character === '"') return this.string();
    if (character === "-" || isDigit(character)) return this.number().value;
    if (character === "{") return this.object(onDuplicate);
    if (character === "[") return this.array(onDuplicate);
    return this.literal(character);
  }

  private literal(character: string): null | boolean {
    const word = { n: "null", t: "true", f: "false" }[character];
    if (word === undefined) return this.fail("expected value");
    this.word(word);
    return word === "null" ? null : word === "true";
  }

  private object(onDuplicate: (key: string) => void): JsonObject {
    this.enter();
    const object: Record<string, JsonValue> = Object.create(null);
    let first = true;
    for (let key = this.nextKey(true); key !== null; key = this.nextKey(first)) {
      first = false;
      this.colon();
      if (key in object) onDuplicate(key);
      object[key] = this.value(onDuplicate);
    }
    this.endObject();
    return object;
  }

  private array(onDuplicate: (key: string) => void): readonly JsonValue[] {
    this.enter();
    const array: JsonValue[] = [];
    while (this.nextElement(array.length === 0)) array.push(this.value(onDuplicate));
    this.endArray();
    return array;
  }

  /** Nothing but white space may follow the document. */
  end(): void {
    if (this.peek() !== "") this.fail("trailing characters");
  }
}

export function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

/** The message of a failure with its place, as serde_json prints it. */
export function describeSerdeError(text: string, error: SerdeError): string {
  const { line, column } = positionAt(text, error.index ?? 0);
  return `${error.message} at line ${line} column ${column + error.peeked}`;
}
