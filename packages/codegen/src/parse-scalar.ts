import { compiles } from "./compiles.js";
import { isFormatName } from "./formats.js";
import type { JsonObject } from "./json.js";
import type { Node, NumberNode } from "./model.js";
import type { Report } from "./problem.js";
import { listIn, orNull, typesOf } from "./schema-types.js";

/** Where to complain. */
interface Reporting {
  readonly report: Report;
}

export function parseConst(schema: JsonObject, at: string, { report }: Reporting): Node {
  const value = schema["const"];
  if (value === null) return { kind: "null" };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "const", value };
  report(
    `${at}/const`,
    "portable-subset",
    "a constant must be a string, a number or a boolean",
    "describe the object by its properties",
  );
  return { kind: "any" };
}

export function parseEnum(schema: JsonObject, at: string, { report }: Reporting): Node {
  const types = typesOf(schema);
  const values = listIn(schema["enum"]);
  const words = values.filter((v): v is string => typeof v === "string");
  const nullable = types.includes("null");
  if (
    types.filter((t) => t !== "null").join() !== "string" ||
    words.length + (nullable ? 1 : 0) !== values.length ||
    nullable !== values.includes(null)
  ) {
    report(
      at,
      "enumeration",
      "an enumeration lists strings, and null exactly when its type allows null",
      'write "type": "string" or ["string", "null"] and list null last when it is allowed',
    );
  }
  if (new Set(words).size !== words.length)
    report(`${at}/enum`, "enumeration", "a word is listed twice", "list each word once");
  return orNull({ kind: "enum", values: words, open: schema["x-open"] === true }, nullable);
}

export function parseString(schema: JsonObject, at: string, { report }: Reporting): Node {
  const { minLength, pattern, format } = schema;
  if (minLength !== undefined && minLength !== 1)
    report(
      `${at}/minLength`,
      "portable-subset",
      "minLength may only be 1",
      'use 1 for "not empty" or a pattern; longer limits count differently in every language',
    );
  if (pattern !== undefined && !compiles(pattern))
    report(
      `${at}/pattern`,
      "pattern",
      "the pattern does not compile with the u flag",
      "write it in the common part of ECMAScript and Rust regular expressions",
    );
  if (format !== undefined && !isFormatName(format))
    report(`${at}/format`, "format", "unknown format", "use absolute-path, or a pattern");
  return {
    kind: "string",
    nonEmpty: minLength === 1,
    ...(typeof pattern === "string" ? { pattern } : {}),
    ...(isFormatName(format) ? { format } : {}),
  };
}

export function parseNumber(schema: JsonObject, at: string, { report }: Reporting): NumberNode {
  const { minimum, maximum } = schema;
  const limit = Number.MAX_SAFE_INTEGER;
  if (
    typeof minimum !== "number" ||
    typeof maximum !== "number" ||
    minimum < -limit ||
    maximum > limit ||
    minimum > maximum
  ) {
    report(
      at,
      "number-bounds",
      "a number needs a minimum and a maximum that a double holds exactly",
      `add "minimum" and "maximum" between ${-limit} and ${limit}`,
    );
  }
  return {
    kind: "number",
    integer: schema["type"] !== "number" && !listIn(schema["type"]).includes("number"),
    minimum: Number(minimum ?? -limit),
    maximum: Number(maximum ?? limit),
  };
}
