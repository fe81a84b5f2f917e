import { PRIVACY_CLASSES, type PrivacyClass } from "./privacy-class.js";

/** What the code of a leaf says. */
export interface Leaf {
  readonly privacy: PrivacyClass;
  /** Letters of the JSON types that it may have: text, word of a list, number, boolean, x for any. */
  readonly types: string;
  /** `0` may be null, `?` may be left out, `!` another member needs it. */
  readonly flags: string;
  /** The one value of a constant. */
  readonly fixed?: unknown;
  /** What stands in for a value that may not be shown. */
  readonly placeholder?: unknown;
}

const CODE = /^([pids]?)([twnbx]*)([0?!]*)(?:([:=])(.*))?$/s;
const USUAL: Readonly<Record<string, unknown>> = { t: "redacted", n: 0, b: false };
const known = new Map<string, Leaf>();

/** Reads `st?`, `iw:"low"` or `="codex_hook_run"`: class, JSON types, flags, and a stand-in or a constant. */
export function readLeaf(code: string): Leaf {
  const leaf = known.get(code) ?? parse(code);
  known.set(code, leaf);
  return leaf;
}

function parse(code: string): Leaf {
  const [, letter = "", types = "", flags = "", sign, json] = CODE.exec(code) ?? [];
  const value: unknown = json === undefined ? USUAL[types.charAt(0)] : JSON.parse(json);
  return {
    privacy: classOfLetter(letter),
    types,
    flags,
    ...(sign === "=" ? { fixed: value } : {}),
    ...(value === undefined ? {} : { placeholder: value }),
  };
}

/** The class behind `p`, `i`, `d` or `s`; a constant has no letter and is public. */
export function classOfLetter(letter: string): PrivacyClass {
  return PRIVACY_CLASSES["pids".indexOf(letter)] ?? "public";
}

/** Whether a value has one of the JSON types of a leaf. Null has no type: it tells nothing. */
export function hasType({ types, fixed }: Leaf, value: unknown): boolean {
  if (fixed !== undefined) return value === fixed;
  if (types.includes("x")) return true;
  switch (typeof value) {
    case "string":
      return types.includes("t") || types.includes("w");
    case "number":
      return types.includes("n");
    case "boolean":
      return types.includes("b");
    default:
      return false;
  }
}
