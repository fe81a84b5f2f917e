import type { Json, JsonObject } from "../../json.js";
import type { Location } from "../schema-set.js";

/**
 * A set of JSON values that is worked out when it is first asked for: a schema of one side, or the values that
 * several nodes have in common. The same schema is always the same node.
 */
export interface Node {
  readonly id: number;
  /** The schema that it stands for, when it is one. */
  readonly schema?: { readonly side: Side; readonly location: Location };
  /** The nodes that it is the intersection of. */
  readonly all?: readonly Node[];
  /** Fixed atoms. */
  readonly fixed?: readonly Atom[];
}

/** Which of the two compared sets, and whether it is read as written or as a tolerant reader does. */
export type Side = "old" | "new" | "old-tolerant" | "new-tolerant";

/** Values of one JSON type: what a schema comes down to is a union of atoms. */
export type Atom = NullAtom | BooleanAtom | NumberAtom | StringAtom | ArrayAtom | ObjectAtom;
export type AtomKind = Atom["kind"];

interface Common {
  /** Rules that are only compared as text, e.g. `if`. */
  readonly limits: readonly Limit[];
}
/** A rule that the model does not understand: equal rules are equal, all else is open. */
export interface Limit {
  readonly key: string;
}
export interface NullAtom extends Common {
  readonly kind: "null";
}
export interface BooleanAtom extends Common {
  readonly kind: "boolean";
  readonly values: readonly boolean[];
}
export interface NumberAtom extends Common {
  readonly kind: "number";
  readonly min: number;
  readonly minOpen: boolean;
  readonly max: number;
  readonly maxOpen: boolean;
  readonly integer: boolean;
  /** Divisors other than 1. */
  readonly divisors: readonly number[];
}
export interface StringAtom extends Common {
  readonly kind: "string";
  /** The only values, when they are listed. */
  readonly values: readonly string[] | undefined;
  readonly minLength: number;
  readonly maxLength: number;
  /** Regular expressions that all have to match somewhere. */
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
  /** Values that are left out. */
  readonly without: readonly string[];
  /** The words may grow: tolerant readers take any other. */
  readonly openWords: boolean;
}
export interface ArrayAtom extends Common {
  readonly kind: "array";
  readonly prefix: readonly Node[];
  readonly items: Node;
  readonly min: number;
  readonly max: number;
  readonly unique: boolean;
}
export interface ObjectAtom extends Common {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
  readonly patterns: readonly { readonly source: string; readonly node: Node }[];
  /** Values of members that neither `properties` nor `patterns` name. */
  readonly extra: Node;
  /** What the names of members have to be; undefined when they are free. */
  readonly names: Node | undefined;
  readonly min: number;
  readonly max: number;
  readonly rules: readonly MemberRule[];
  /** Closed, but tolerant readers pass unknown members. */
  readonly tolerated: boolean;
}

/** A rule between members: at most one of two, or one that another asks for. */
export type MemberRule =
  | { readonly kind: "exclusive"; readonly names: readonly [string, string] }
  | {
      readonly kind: "requires";
      readonly when: string;
      readonly then: string;
      readonly unless?: JsonObject;
    };

const NO_LIMITS: readonly Limit[] = [];

export const NULL: NullAtom = { kind: "null", limits: NO_LIMITS };
export const BOOLEAN: BooleanAtom = { kind: "boolean", values: [false, true], limits: NO_LIMITS };
export const NUMBER: NumberAtom = {
  kind: "number",
  min: Number.NEGATIVE_INFINITY,
  minOpen: false,
  max: Number.POSITIVE_INFINITY,
  maxOpen: false,
  integer: false,
  divisors: [],
  limits: NO_LIMITS,
};
export const STRING: StringAtom = {
  kind: "string",
  values: undefined,
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  patterns: [],
  formats: [],
  without: [],
  openWords: false,
  limits: NO_LIMITS,
};

/** The nodes of no value, of every value and of every text; their ids are below those of all others. */
export const NONE: Node = { id: 0, fixed: [] };
export const ANY: Node = {
  id: 1,
  get fixed() {
    return ANY_ATOMS;
  },
};
/** Every text: what names of members are. */
export const TEXT: Node = { id: 2, fixed: [STRING] };
export const ARRAY: ArrayAtom = {
  kind: "array",
  prefix: [],
  items: ANY,
  min: 0,
  max: Number.POSITIVE_INFINITY,
  unique: false,
  limits: NO_LIMITS,
};
export const OBJECT: ObjectAtom = {
  kind: "object",
  properties: new Map(),
  required: new Set(),
  patterns: [],
  extra: ANY,
  names: undefined,
  min: 0,
  max: Number.POSITIVE_INFINITY,
  rules: [],
  tolerated: false,
  limits: NO_LIMITS,
};
export const ANY_ATOMS: readonly Atom[] = [NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT];

/** The JSON type of a value. */
export function kindOf(value: Json): AtomKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // typeof of any other JSON value is one of these four.
  return typeof value as AtomKind;
}
