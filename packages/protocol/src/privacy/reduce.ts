import { isRecord } from "../runtime/is-record.js";
import { classOfLetter, hasType, readLeaf } from "./leaf.js";
import { maskedKey, pointerTo } from "./path.js";
import { PRIVACY_CLASSES, type PrivacyClass } from "./privacy-class.js";
import type { ArrayShape, MemberShape, ObjectShape, PrivacyShape } from "./shape.js";

/** The most sensitive class that is kept. */
export type Ceiling = PrivacyClass;

export interface ReduceOptions {
  /**
   * Turns a key that is too sensitive into one that is not: a keyed or salted hash of enough length. Without
   * it the entry is left out.
   */
  readonly hash?: (text: string) => string;
}

/** One value or key that was taken away, or replaced. */
export interface Removal {
  /** JSON Pointer; a segment that is a key of a map, or an unknown one that may be content, is written `*`. */
  readonly path: string;
  /** Its class; `unclassified` for what the contract does not know. */
  readonly class: PrivacyClass | "unclassified";
}

export interface Reduction<T> {
  /** The message, or undefined when nothing of it could be kept. */
  readonly value: T | undefined;
  readonly removed: readonly Removal[];
}

/** Takes everything above the ceiling out of a value of a shape. Changes nothing in place. */
export function reduce<T>(
  shape: PrivacyShape,
  value: T,
  ceiling: Ceiling,
  { hash }: ReduceOptions = {},
): Reduction<T> {
  const limit = PRIVACY_CLASSES.indexOf(ceiling);
  if (limit === -1) throw new RangeError(`a ceiling is one of ${PRIVACY_CLASSES.join(", ")}`);
  const reducer = new Reducer(limit, hash);
  const kept = reducer.member(shape, value);
  // What is kept is the value itself, or has its shape.
  return { value: kept === GONE ? undefined : (kept as T), removed: reducer.removed };
}

/** Stands for a value of which nothing may be kept. */
const GONE = Symbol("gone");

class Reducer {
  readonly removed: Removal[] = [];
  /** Segments of the place that is looked at; written as a pointer only where something is removed. */
  readonly #path: string[] = [];
  readonly #limit: number;
  readonly #hash: ((text: string) => string) | undefined;

  constructor(limit: number, hash: ((text: string) => string) | undefined) {
    this.#limit = limit;
    this.#hash = hash;
  }

  /** A value where it stands: what may not be kept becomes null, is left out, or is replaced. */
  member(member: MemberShape, value: unknown): unknown {
    const kept = this.item(member, value);
    if (kept !== GONE) return kept;
    const { flags, placeholder } = standingOf(member);
    if (flags.includes("!") && placeholder !== undefined) return placeholder;
    if (flags.includes("0")) return null;
    return flags.includes("?") || placeholder === undefined ? GONE : placeholder;
  }

  /** A value where it need not stay. */
  item(member: MemberShape, value: unknown): unknown {
    const shape = shapeOf(member);
    if (value === null || value === undefined) return value;
    if (typeof shape === "string") return this.#leaf(shape, value);
    if ("a" in shape) return Array.isArray(value) ? this.#array(shape, value) : this.#unknown();
    if ("u" in shape) {
      const branch = shape.u.find((each) => fits(each, value));
      return branch === undefined ? this.#unknown() : this.item(branch, value);
    }
    if (!isRecord(value)) return this.#unknown();
    if ("m" in shape) return this.#object(shape, value);
    const tag = value[shape.t];
    const branch = shape.b.find((each) => tagOf(each, shape.t) === tag);
    return branch === undefined ? this.#unknown() : this.item(branch, value);
  }

  #leaf(code: string, value: unknown): unknown {
    const leaf = readLeaf(code);
    if (!hasType(leaf, value)) return this.#unknown();
    return this.#allows(leaf.privacy) ? value : this.#remove(leaf.privacy);
  }

  #array({ a, n = 0 }: ArrayShape, value: readonly unknown[]): unknown {
    const items = value.map((item, i) => this.#at(String(i), () => this.item(a, item)));
    const kept = items.filter((item) => item !== GONE);
    if (kept.length < n) return GONE;
    return kept.length === value.length && kept.every((item, i) => item === value[i]) ? value : kept;
  }

  #object(shape: ObjectShape, value: Record<string, unknown>): unknown {
    const { m, n = 0 } = shape;
    const entries: (readonly [string, unknown])[] = [];
    let same = true;
    for (const name of Object.keys(value)) {
      const before = value[name];
      const known = Object.hasOwn(m, name) ? m[name] : undefined;
      const key = known === undefined ? this.#keyOf(shape, name) : name;
      const after =
        known === undefined ? this.#extra(shape, name, key, before) : this.#member(known, name, before);
      same &&= key === name && after === before;
      if (key !== undefined && after !== GONE) entries.push([key, after]);
    }
    if (same) return value;
    const kept = Object.fromEntries(entries);
    return Object.keys(kept).length < n ? GONE : kept;
  }

  #member(shape: MemberShape, name: string, value: unknown): unknown {
    this.#path.push(name);
    const kept = this.member(shape, value);
    this.#path.pop();
    return kept;
  }

  /** The key of an entry of a map: its own, or a hashed one; undefined where it has to go. */
  #keyOf({ m, x, k = "s" }: ObjectShape, name: string): string | undefined {
    if (x === undefined) return undefined;
    const privacy = classOfLetter(k);
    if (this.#allows(privacy)) return name;
    this.#at("*", () => this.#remove(privacy));
    const hashed = this.#hash?.(name);
    return hashed === undefined || Object.hasOwn(m, hashed) ? undefined : hashed;
  }

  #extra({ x }: ObjectShape, name: string, key: string | undefined, value: unknown): unknown {
    if (x === undefined) return this.#at(maskedKey(name), () => this.#unknown());
    return key === undefined ? GONE : this.#at("*", () => this.item(x, value));
  }

  #at<T>(segment: string, look: () => T): T {
    this.#path.push(segment);
    const found = look();
    this.#path.pop();
    return found;
  }

  #allows(privacy: PrivacyClass): boolean {
    return PRIVACY_CLASSES.indexOf(privacy) <= this.#limit;
  }

  #unknown(): typeof GONE {
    return this.#remove("unclassified");
  }

  #remove(privacy: Removal["class"]): typeof GONE {
    this.removed.push({ path: pointerTo(this.#path), class: privacy });
    return GONE;
  }
}

/** What a member says of where it stands. */
function standingOf(member: MemberShape): { readonly flags: string; readonly placeholder?: unknown } {
  if (typeof member === "string") return readLeaf(member);
  // A pair or triple beside objects and functions.
  if (!Array.isArray(member)) return { flags: "" };
  const [, flags, placeholder] = member;
  return placeholder === undefined ? { flags } : { flags, placeholder };
}

type PlainShape = Exclude<PrivacyShape, () => PrivacyShape>;

export function shapeOf(member: MemberShape): PlainShape {
  // Array.isArray does not narrow read-only tuples.
  const shape = (Array.isArray(member) ? member[0] : member) as PrivacyShape;
  return typeof shape === "function" ? shapeOf(shape()) : shape;
}

function fits(branch: PrivacyShape, value: unknown): boolean {
  const shape = shapeOf(branch);
  if (typeof shape === "string") return hasType(readLeaf(shape), value);
  if ("u" in shape) return shape.u.some((each) => fits(each, value));
  return "a" in shape ? Array.isArray(value) : isRecord(value);
}

/** The constant that a branch has as its tag. */
function tagOf(branch: PrivacyShape, tag: string): unknown {
  const shape = shapeOf(branch);
  const code = typeof shape === "object" && "m" in shape ? shape.m[tag] : undefined;
  return typeof code === "string" ? readLeaf(code).fixed : undefined;
}
