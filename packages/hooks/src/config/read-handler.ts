import { isDigit, type JsonNumber, SerdeError } from "../json/scanner.js";
import type { DeclaredHandler } from "./hooks-file.js";
import { debugText } from "./rust-text.js";
import { type ConfigScanner, describeNumber } from "./struct-reader.js";

const tagged = "internally tagged enum HookHandlerConfig";
const types = ["command", "prompt", "agent"] as const;
type HandlerType = (typeof types)[number];

/** A member of a handler as serde buffers it until the tag is known. */
type Buffered = null | boolean | string | JsonNumber | "[" | "{";
interface Buffer {
  readonly kind: "null" | "boolean" | "string" | "number" | "array" | "object";
  readonly value: Buffered;
}

/**
 * Reads a handler as serde reads an internally tagged enum: the whole object first, with errors in its grammar and
 * its tag found at their place, then its members, with errors that know no place.
 */
export function readHandler(scanner: ConfigScanner, path: string): DeclaredHandler {
  if (scanner.peek() === "") scanner.fail("EOF while parsing a value");
  if (scanner.peek() === "[") return readHandlerInOrder(scanner, path);
  if (scanner.peek() !== "{") return scanner.wrongType(tagged);
  let type: HandlerType | undefined;
  const members: [string, Buffer][] = [];
  scanner.within(() => {
    for (let key = scanner.nextKey(true); key !== null; key = scanner.nextKey(false)) {
      if (key === "type" && type !== undefined) throw new SerdeError("duplicate field `type`", null);
      scanner.colon();
      if (key === "type") type = readType(scanner);
      else members.push([key, buffer(scanner)]);
    }
    if (type === undefined) throw new SerdeError("missing field `type`", null);
  }, "endObject");
  return handlerOf(type, members, scanner, path);
}

/** serde also reads a handler from an array: its type, then its values. */
function readHandlerInOrder(scanner: ConfigScanner, path: string): DeclaredHandler {
  let type: HandlerType | undefined;
  const values: Buffer[] = [];
  scanner.within(() => {
    while (scanner.nextElement(type === undefined))
      if (type === undefined) type = readType(scanner);
      else values.push(buffer(scanner));
    if (type === undefined) throw new SerdeError("missing field `type`", null);
  }, "endArray");
  const names = type === "command" ? Object.keys(commandFields) : [];
  if (type === "command" && values.length === 0)
    throw new SerdeError(
      "invalid length 0, expected struct variant HookHandlerConfig::Command with 4 elements",
      null,
    );
  const members = values.map((value, index) => [names[index] ?? "", value] as const);
  const handler = handlerOf(type, members.slice(0, names.length), scanner, path);
  if (values.length <= names.length) return handler;
  throw new SerdeError(
    `invalid length ${values.length}, expected ${names.length} elements in sequence`,
    null,
  );
}

function readType(scanner: ConfigScanner): HandlerType {
  if (scanner.peek() !== '"') return scanner.wrongType("variant identifier");
  const text = scanner.string();
  const type = types.find((candidate) => candidate === text);
  if (type === undefined)
    return scanner.failHere(
      `unknown variant \`${text}\`, expected one of \`command\`, \`prompt\`, \`agent\``,
    );
  return type;
}

function buffer(scanner: ConfigScanner): Buffer {
  const character = scanner.peek();
  if (character === "-" || isDigit(character)) return { kind: "number", value: scanner.number() };
  const value = scanner.value(() => undefined);
  if (Array.isArray(value)) return { kind: "array", value: "[" };
  if (typeof value === "string") return { kind: "string", value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  return value === null ? { kind: "null", value } : { kind: "object", value: "{" };
}

function handlerOf(
  type: HandlerType | undefined,
  members: readonly (readonly [string, Buffer])[],
  scanner: ConfigScanner,
  path: string,
): DeclaredHandler {
  if (type !== "command") {
    for (const [key] of members) scanner.ignored.push(`${path}/${key}`);
    return { type: type ?? "prompt" };
  }
  const fields = new Map<string, Buffer>();
  for (const [key, member] of members) {
    const check = commandFields[key];
    if (check === undefined) scanner.ignored.push(`${path}/${key}`);
    else if (fields.has(key)) throw new SerdeError(`duplicate field \`${key}\``, null);
    else {
      check(member);
      fields.set(key, member);
    }
  }
  if (!fields.has("command")) throw new SerdeError("missing field `command`", null);
  return {
    type,
    command: textOf(fields.get("command")) ?? "",
    timeout: numberOf(fields.get("timeout")),
    async: fields.get("async")?.value === true,
    statusMessage: textOf(fields.get("statusMessage")),
  };
}

const commandFields: Readonly<Record<string, (member: Buffer) => void>> = Object.assign(Object.create(null), {
  command: (member: Buffer) => expect(member, "string", "a string"),
  timeout: (member: Buffer) => {
    if (member.kind !== "null") expectSeconds(member);
  },
  async: (member: Buffer) => expect(member, "boolean", "a boolean"),
  statusMessage: (member: Buffer) => {
    if (member.kind !== "null") expect(member, "string", "a string");
  },
});

function expect(member: Buffer, kind: Buffer["kind"], expected: string): void {
  if (member.kind !== kind)
    throw new SerdeError(`invalid type: ${describe(member)}, expected ${expected}`, null);
}

function expectSeconds(member: Buffer): void {
  expect(member, "number", "u64");
  const { value } = member;
  if (typeof value !== "object" || value === null) return;
  const found = describeNumber(value);
  if (found.startsWith("floating")) throw new SerdeError(`invalid type: ${found}, expected u64`, null);
  if (value.text.startsWith("-")) throw new SerdeError(`invalid value: ${found}, expected u64`, null);
}

function describe({ kind, value }: Buffer): string {
  if (kind === "array") return "sequence";
  if (kind === "object") return "map";
  if (kind === "null") return "null";
  if (typeof value === "string") return `string ${debugText(value)}`;
  if (typeof value === "object" && value !== null) return describeNumber(value);
  return `boolean \`${value}\``;
}

function textOf(member: Buffer | undefined): string | null {
  return member?.kind === "string" && typeof member.value === "string" ? member.value : null;
}

function numberOf(member: Buffer | undefined): number | null {
  const value = member?.value;
  return typeof value === "object" && value !== null ? value.value : null;
}
