import type { Issue } from "@codex-contracts/protocol";
import { entriesOf } from "../model/profile.js";
import type { ReadAccess } from "../model/sandbox-policy.js";
import { type DecodedPermissions, decodePermissions, type Permissions } from "./decode-any.js";

/** How much a text may ask of its reader. */
export interface TextLimits {
  /** UTF-16 code units. */
  readonly length: number;
  /** Objects and arrays inside each other. Codex reads no deeper than 127. */
  readonly nesting: number;
  /** Entries of a profile, or roots of a policy. */
  readonly entries: number;
}

export const defaultTextLimits: TextLimits = { length: 4_194_304, nesting: 127, entries: 4096 };

export type TextError =
  | {
      readonly code: "too-long" | "too-deep" | "too-many-entries";
      readonly limit: number;
      readonly message: string;
    }
  | { readonly code: "not-json"; readonly message: string }
  | { readonly code: "not-permissions"; readonly message: string; readonly issues: readonly Issue[] };

export type ReadPermissions =
  | Extract<DecodedPermissions, { readonly ok: true }>
  | { readonly ok: false; readonly error: TextError };

/**
 * Reads permissions of any shape from a JSON text, for files and standard input. The limits keep it quick whatever the
 * text; decoding itself has none, as Codex has none. Errors never quote the text.
 */
export function readPermissionsText(text: string, limits: TextLimits = defaultTextLimits): ReadPermissions {
  if (text.length > limits.length) {
    return tooMuch("too-long", limits.length, `the text is longer than ${limits.length} characters`);
  }
  if (nestsDeeper(text, limits.nesting)) {
    return tooMuch("too-deep", limits.nesting, `objects and arrays are nested deeper than ${limits.nesting}`);
  }
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, error: { code: "not-json", message: "the text is not JSON" } };
  const decoded = decodePermissions(parsed.value);
  if (!decoded.ok) {
    const message = `the value is not what its shape (${decoded.shape}) asks for`;
    return { ok: false, error: { code: "not-permissions", message, issues: decoded.issues } };
  }
  return sizeOf(decoded.value) > limits.entries
    ? tooMuch("too-many-entries", limits.entries, `there are more than ${limits.entries} entries`)
    : decoded;
}

function tooMuch(
  code: "too-long" | "too-deep" | "too-many-entries",
  limit: number,
  message: string,
): ReadPermissions {
  return { ok: false, error: { code, limit, message } };
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function sizeOf(permissions: Permissions): number {
  if (permissions.kind === "profile") return entriesOf(permissions.profile).entries.length;
  const { policy } = permissions;
  if (policy.type === "readOnly") return readableCount(policy.access);
  return policy.type === "workspaceWrite"
    ? policy.writableRoots.length + readableCount(policy.readOnlyAccess)
    : 0;
}

function readableCount(access: ReadAccess): number {
  return access.type === "restricted" ? access.readableRoots.length : 0;
}

/** Counts brackets outside of strings, so that nothing deep is ever built. */
function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (inString) {
      if (char === "\\") index++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      depth++;
      if (depth > limit) return true;
    } else if (char === "}" || char === "]") depth--;
  }
  return false;
}
