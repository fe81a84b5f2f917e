import { classOfLetter, readLeaf } from "./leaf.js";
import type { PrivacyClass } from "./privacy-class.js";
import { shapeOf } from "./reduce.js";
import type { MemberShape, PrivacyShape } from "./shape.js";

/** A value that a message can carry. */
export interface ContractLeaf {
  /** Member names joined by dots; `*` is any key of a map, `[]` any item of a list; empty for the message itself. */
  readonly path: string;
  readonly class: PrivacyClass;
  /** Set for the keys of a map, which are data too. */
  readonly key?: true;
}

/** Every leaf of a shape with its class, in wire order. A type inside itself is not entered again. */
export function* classes(
  member: MemberShape,
  path = "",
  within: readonly PrivacyShape[] = [],
): IterableIterator<ContractLeaf> {
  const shape = shapeOf(member);
  if (typeof shape === "string") {
    yield { path, class: readLeaf(shape).privacy };
    return;
  }
  if (within.includes(shape)) return;
  const inside = [...within, shape];
  if ("a" in shape) yield* classes(shape.a, `${path}[]`, inside);
  else if ("u" in shape) for (const branch of shape.u) yield* classes(branch, path, inside);
  else if ("b" in shape) for (const branch of shape.b) yield* classes(branch, path, inside);
  else {
    const before = path === "" ? "" : `${path}.`;
    for (const [name, value] of Object.entries(shape.m)) yield* classes(value, before + name, inside);
    if (shape.x === undefined) return;
    // What an open object may hold besides is one thing, name and value.
    if (shape.k !== undefined) yield { path: `${before}*`, class: classOfLetter(shape.k), key: true };
    yield* classes(shape.x, `${before}*`, inside);
  }
}
