import { isRecord } from "../runtime/is-record.js";
import { classOfLetter, hasType, readLeaf } from "./leaf.js";
import { maskedKey, pointer } from "./path.js";
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
  const kept = reducer.member(shape, value, "");
  // What is kept is the value itself, or has its shape.
  return { value: kept === GONE ? undefined : (kept as T), removed: reducer.removed };
}

/** Stands for a value of which nothing may be kept. */
const GONE = Symbol("gone");

class Reducer {
  readonly removed: Removal[] = [];
  readonly #limit: number;
  readonly #hash: ((text: string) => string) | undefined;

  constructor(limit: number, hash: ((text: string) => string) | undefined) {
    this.#limit = limit;
    this.#hash = hash;
  }

  /** A value where it stands: what may not be kept becomes null, is left out, or is replaced. */
  member(member: MemberShape, value: unknown, path: string): unknown {
    const kept = this.item(member, value, path);
    if (kept !== GONE) return kept;
    const { flags, placeholder } = standingOf(member);
    if (flags.includes("!") && placeholder !== undefined) return placeholder;
    if (flags.includes("0")) return null;
    return flags.includes("?") || placeholder === undefined ? GONE : placeholder;
  }

  /** A value where it need not stay. */
  item(member: MemberShape, value: unknown, path: string): unknown {
    const shape = shapeOf(member);
    if (value === null || value === undefined) return value;
    if (typeof shape === "string") return this.#leaf(shape, value, path);
    if ("a" in shape) return Array.isArray(value) ? this.#array(shape, value, path) : this.#unknown(path);
    if ("u" in shape) {
      const branch = shape.u.find((each) => fits(each, value));
      return branch === undefined ? this.#unknown(path) : this.item(branch, value, path);
    }
    if (!isRecord(value)) return this.#unknown(path);
    if ("m" in shape) return this.#object(shape, value, path);
    const tag = value[shape.t];
    const branch = shape.b.find((each) => tagOf(each, shape.t) === tag);
    return branch === undefined ? this.#unknown(path) : this.item(branch, value, path);
  }

  #leaf(code: string, value: unknown, path: string): unknown {
    const leaf = readLeaf(code);
    if (!hasType(leaf, value)) return this.#unknown(path);
    return this.#allows(leaf.privacy) ? value : this.#remove(path, leaf.privacy);
  }

  #array({ a, n = 0 }: ArrayShape, value: readonly unknown[], path: string): unknown {
    const items = value.map((item, i) => this.item(a, item, `${path}/${i}`));
    const kept = items.filter((item) => item !== GONE);
    if (kept.length < n) return GONE;
    return kept.length === value.length && kept.every((item, i) => item === value[i]) ? value : kept;
  }

  #object({ m, x, k, n = 0 }: ObjectShape, value: Record<string, unknown>, path: string): unknown {
    const entries: [string, unknown][] = [];
    let same = true;
    for (const [name, before] of Object.entries(value)) {
      const known = Object.hasOwn(m, name) ? m[name] : undefined;
      const entry =
        known !== undefined
          ? [name, this.member(known, before, pointer(path, name))]
          : this.#extra(x, k, name, before, path, m);
      same &&= entry[0] === name && entry[1] === before;
      // The first member of the pair is a name, by both ways to it.
      if (entry[1] !== GONE) entries.push(entry as [string, unknown]);
    }
    if (same) return value;
    const kept = Object.fromEntries(entries);
    return Object.keys(kept).length < n ? GONE : kept;
  }

  /** An entry of a map, under its own key or under a hashed one. */
  #extra(
    values: MemberShape | undefined,
    letter: string | undefined,
    name: string,
    value: unknown,
    path: string,
    members: ObjectShape["m"],
  ): readonly [string, unknown] {
    if (values === undefined) return [name, this.#remove(`${path}/${maskedKey(name)}`, "unclassified")];
    const place = `${path}/*`;
    const privacy = classOfLetter(letter ?? "s");
    if (this.#allows(privacy)) return [name, this.item(values, value, place)];
    this.#remove(place, privacy);
    const hashed = this.#hash?.(name);
    if (hashed === undefined || Object.hasOwn(members, hashed)) return [name, GONE];
    return [hashed, this.item(values, value, place)];
  }

  #allows(privacy: PrivacyClass): boolean {
    return PRIVACY_CLASSES.indexOf(privacy) <= this.#limit;
  }

  #unknown(path: string): typeof GONE {
    return this.#remove(path, "unclassified");
  }

  #remove(path: string, privacy: Removal["class"]): typeof GONE {
    this.removed.push({ path, class: privacy });
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
