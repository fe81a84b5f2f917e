import type { ValueChange } from "./apply-changes.js";
import type { Json, JsonObject } from "./json.js";

/** How sensitive a value is, from harmless to content of a user or an organisation. */
export const PRIVACY_CLASSES = ["public", "internal", "pseudonymous-id", "sensitive"] as const;
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];

export const UNITS = [
  "unix-s",
  "ms",
  "s",
  "tokens",
  "count",
  "port",
  "http-status",
  "depth",
  "id",
  "bytes",
] as const;
export type Unit = (typeof UNITS)[number];

/** What a schema says about a value beside its shape. */
export interface Annotations {
  readonly description: string;
  /** What null means; set exactly when the value may be null. */
  readonly nullMeaning?: string;
  readonly unit?: Unit;
  readonly privacy?: PrivacyClass;
  readonly examples: readonly Json[];
}

/** One member of an object, in wire order. */
export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly node: Node;
  readonly notes: Annotations;
}

/** The shape of a value: the portable subset of JSON Schema as a tagged union. */
export type Node =
  | AnyNode
  | NullNode
  | BooleanNode
  | StringNode
  | NumberNode
  | ConstNode
  | EnumNode
  | ArrayNode
  | ObjectNode
  | RefNode
  | TaggedNode
  | UnionNode;

export interface AnyNode {
  readonly kind: "any";
}
export interface NullNode {
  readonly kind: "null";
}
export interface BooleanNode {
  readonly kind: "boolean";
}
export interface StringNode {
  readonly kind: "string";
  readonly nonEmpty: boolean;
  readonly pattern?: string;
  readonly format?: FormatName;
}
export interface NumberNode {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum: number;
  readonly maximum: number;
}
export interface ConstNode {
  readonly kind: "const";
  readonly value: string | number | boolean;
}
export interface EnumNode {
  readonly kind: "enum";
  readonly values: readonly string[];
  /** Readers treat an unlisted word as an observation, not as a fault. */
  readonly open: boolean;
}
export interface ArrayNode {
  readonly kind: "array";
  readonly items: Node;
  readonly itemNotes: Annotations;
  readonly minItems?: number;
  readonly maxItems?: number;
}
export interface ObjectNode {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** What else the object may hold: nothing, anything, or values of one shape. */
  readonly extra: "none" | "any" | ExtraProperties;
  /** The receiver refuses unknown keys too, so the consumer reading does. */
  readonly rejectUnknown: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Members of which at most one may be present and not null. */
  readonly exclusive: readonly string[];
  /** Members that must not be missing or null when another is present and not null. */
  readonly requires: readonly Requirement[];
}
/** `then` is needed beside `when`, unless another member has a fixed value. */
export interface Requirement {
  readonly when: string;
  readonly then: string;
  readonly unless?: { readonly name: string; readonly value: string | boolean };
}
export interface ExtraProperties {
  readonly node: Node;
  readonly notes: Annotations;
  readonly keyPrivacy: PrivacyClass;
}
export interface RefNode {
  readonly kind: "ref";
  /** Name of a type of the model. */
  readonly type: string;
}
export interface TaggedNode {
  readonly kind: "tagged";
  readonly tag: string;
  readonly branches: readonly { readonly value: string; readonly node: Node }[];
  /** Readers treat an unlisted tag as an observation, not as a fault. */
  readonly open: boolean;
}
/** A union whose branch is told by the JSON type of the value, or by which keys it has. */
export interface UnionNode {
  readonly kind: "union";
  readonly by: "type" | "keys";
  readonly branches: readonly Node[];
  /** What each branch says of itself, in the order of `branches`; empty for the forms of one nullable value. */
  readonly branchNotes: readonly Annotations[];
}

export type FormatName = "absolute-path";

/** A named type: the root of a schema file, or one of its definitions. */
export interface TypeModel {
  readonly name: string;
  readonly description: string;
  readonly node: Node;
  readonly notes: Annotations;
  /** The schema file that defines it, relative to the schemas folder. */
  readonly file: string;
  /** Module that holds its code, e.g. `analytics/codex-turn-event` or `analytics/parts/runtime`. */
  readonly module: string;
  /** The schema as written. */
  readonly schema: JsonObject;
}

/** A message of the wire with examples of its own: what a user of the packages imports by name. */
export interface ContractModel {
  /** `<family>/<file name without suffix>`, e.g. `analytics/codex-turn-event`. */
  readonly id: string;
  readonly family: string;
  /** Name of its type. */
  readonly name: string;
  readonly file: string;
  readonly type: TypeModel;
  /** The `event_type` that tells the event apart, for single analytics events. */
  readonly eventType?: string;
  readonly sources: readonly string[];
  readonly rules: readonly string[];
  /** Highest privacy class of any value inside. */
  readonly privacy: PrivacyClass;
  /** The highest class that its values may have; what exceeds it needs a waiver. */
  readonly ceiling?: PrivacyClass;
  /** Values above the ceiling that somebody has accepted, in the order of their file. */
  readonly exposures: readonly Exposure[];
  readonly valid: readonly Example[];
  readonly invalid: readonly InvalidExample[];
  /** Messages made from the valid examples by a change or two, for the constraints that no example shows. */
  readonly cases: { readonly valid: readonly Case[]; readonly invalid: readonly InvalidCase[] };
}

/** Places of a contract whose values may be above its ceiling, and who says so. */
export interface Exposure {
  readonly at: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** A message that the contract accepts, and where it comes from. */
export interface Example {
  readonly name: string;
  readonly file: string;
  readonly description: string;
  readonly source: string;
  readonly value: Json;
}

/** A message that the contract refuses, with the exact issues that it is refused for. */
export interface InvalidExample extends Example {
  readonly issues: readonly { readonly path: string; readonly code: string }[];
}

/** A valid example with some places changed. */
export interface Case extends Example {
  /** Where it stands in its file. */
  readonly pointer: string;
  /** Name of the valid example that it is made from. */
  readonly base: string;
  readonly changes: readonly ValueChange[];
}

/** A case that the contract refuses, with the exact issues that it is refused for. */
export interface InvalidCase extends Case, InvalidExample {}

/** Everything that emitters read. Sorted: contracts by id, types by name, examples by file. */
export interface Model {
  readonly contracts: readonly ContractModel[];
  readonly types: readonly TypeModel[];
  readonly typeByName: ReadonlyMap<string, TypeModel>;
  /** Schema file → name of the type at its root. */
  readonly rootOf: ReadonlyMap<string, string>;
  readonly families: readonly string[];
}

/** A file that an emitter writes; `path` is relative to the repository, with forward slashes. */
export interface GeneratedFile {
  readonly path: string;
  /** Null where it is on disk already, as an earlier run made it from the same sources. */
  readonly text: string | null;
}
