import { isUtf8 } from "node:buffer";
import {
  defaultTextLimits,
  type Permissions,
  type PermissionsShape,
  readPermissionsText,
  type TextError,
} from "@codex-contracts/permissions";
import type { Observation } from "@codex-contracts/protocol";
import { locate } from "../input/locate.js";
import { syntaxFault } from "../input/syntax-fault.js";
import { MisuseError } from "../misuse-error.js";
import { bytes } from "../text/bytes.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import type { Input } from "../validate/inputs.js";
import { ACCEPTED_SHAPES } from "./accepted-shapes.js";

/** Permissions with the name of the input that they were read from. */
export interface ReadInput {
  readonly file: string;
  readonly shape: PermissionsShape;
  readonly permissions: Permissions;
  /** What the input says that Codex ignores. */
  readonly tolerated: readonly Observation[];
}

/** A UTF-16 unit takes at most three bytes, so what is larger is too long in any case. */
const MAX_BYTES = 3 * defaultTextLimits.length;
const SHOWN_ISSUES = 10;

/** Reads permissions of any shape; throws a MisuseError that says where the input is wrong. */
export async function readInput(input: Input): Promise<ReadInput> {
  const text = await textOf(input);
  const read = readPermissionsText(text);
  if (!read.ok) throw refusal(input.name, text, read.error);
  return { file: input.name, shape: read.shape, permissions: read.value, tolerated: read.observations };
}

async function textOf(input: Input): Promise<string> {
  const whole = Buffer.concat(await piecesOf(input));
  if (!isUtf8(whole)) throw new MisuseError(`${input.name} is not UTF-8 text`, ACCEPTED_SHAPES);
  return whole.toString("utf8").replace(/^\ufeff/, "");
}

async function piecesOf({ name, open }: Input): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of open()) {
    pieces.push(piece);
    size += piece.length;
    if (size > MAX_BYTES) throw new MisuseError(`${name} is larger than ${bytes(MAX_BYTES)}`);
  }
  return pieces;
}

function refusal(name: string, text: string, error: TextError): MisuseError {
  if (error.code === "not-json") {
    const { line, column = 1, expected } = syntaxFault(text, 1);
    return new MisuseError(`${name}:${line}:${column} is not JSON: expected ${expected}`, ACCEPTED_SHAPES);
  }
  if (error.code !== "not-permissions") return new MisuseError(`${name}: ${error.message}`);
  const shown = error.issues.slice(0, SHOWN_ISSUES);
  const places = locate(
    text,
    shown.map(({ path }) => path),
  );
  const lines = shown.map(({ path, code, expected }, index) => {
    const pointer = path === "" ? "/" : path;
    return printable(`  ${name}:${places[index]?.line ?? 1}  ${pointer}  ${code}  expected ${expected}`);
  });
  const hidden = error.issues.length - shown.length;
  const rest = hidden === 0 ? [] : [`  and ${count(hidden, "more finding")}`];
  return new MisuseError(`${name}: ${error.message}`, [...lines, ...rest, "", ACCEPTED_SHAPES].join("\n"));
}
