import { PRIVACY_CLASSES, type PrivacyClass } from "../model.js";
import type { Leaf } from "./leaves.js";

/** Whether a class is more sensitive than another. */
export function isAbove(privacy: PrivacyClass, ceiling: PrivacyClass): boolean {
  return PRIVACY_CLASSES.indexOf(privacy) > PRIVACY_CLASSES.indexOf(ceiling);
}

/** The higher of two classes; undefined only when both are. */
export function higher(a: PrivacyClass | undefined, b: PrivacyClass | undefined): PrivacyClass | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isAbove(b, a) ? b : a;
}

/** Whether the contract fixes the value of a leaf, so that it tells nothing. */
export function isFixed({ node }: Pick<Leaf, "node">): boolean {
  return node.kind === "const" || node.kind === "null";
}

/** The class of a leaf. A fixed value is written in the contract for everyone to read. */
export function classOf(leaf: Pick<Leaf, "node" | "notes">): PrivacyClass {
  return isFixed(leaf) ? "public" : (leaf.notes.privacy ?? "public");
}

/** The highest class among leaves: what open objects may hold counts as sensitive, names of maps count too. */
export function highestOf(leaves: readonly Leaf[]): PrivacyClass {
  return leaves.reduce<PrivacyClass>((highest, leaf) => higher(highest, classOf(leaf)) ?? highest, "public");
}
