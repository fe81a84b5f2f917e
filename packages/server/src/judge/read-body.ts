import { isAscii, isUtf8 } from "node:buffer";
import type { BodyFault } from "./body-fault.js";
import { countMembers } from "./count-members.js";
import { countRawMembers } from "./count-raw-members.js";
import { findFault } from "./find-fault.js";

export type ReadBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: BodyFault };

/**
 * Parses the body of a request. Refuses what JSON.parse lets through and readers disagree about or stumble over:
 * bytes that are not UTF-8, a key that stands twice in one object, `__proto__`, and more than `maxDepth` levels.
 * A clean body costs two quick counts: its keys as bytes, and the members of what was parsed. They differ when a
 * key is repeated, and only then the text is read again, slowly.
 */
export function readBody(bytes: Buffer, maxDepth: number): ReadBody {
  const ascii = isAscii(bytes);
  if (!ascii && !isUtf8(bytes)) return fault({ path: "", code: "encoding", expected: "UTF-8" });
  const text = ascii ? bytes.toString("latin1") : bytes.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fault({ path: "", code: "syntax", expected: `JSON${placeOf(error)}` });
  }
  // UNSURE and SUSPICIOUS are both -1 and no count: whatever they are compared with, the text is looked at.
  const members = countMembers(value, maxDepth);
  if (members >= 0 && members === countRawMembers(bytes)) return { ok: true, value };
  const found = findFault(text, maxDepth);
  return found === undefined ? { ok: true, value } : fault(found);
}

function fault(found: BodyFault): ReadBody {
  return { ok: false, fault: found };
}

/** Where the parser stopped. Its own message quotes the text, so nothing else is taken from it. */
function placeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const [, position] = / at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return `, and the text stops being that at character ${position}`;
  return /end of JSON input/.test(message) ? ", and the text ends too early" : "";
}
