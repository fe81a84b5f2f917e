import { PRIVACY_CLASSES, type PrivacyClass } from "../../model.js";
import type { Leaf } from "./leaves.js";

/** The privacy classes, most sensitive first, and what each one means for a reader. */
export const PRIVACY_MEANING: readonly (readonly [PrivacyClass, string])[] = [
  ["sensitive", "can carry content of a user or an organisation: texts, commands, paths, names, addresses"],
  [
    "pseudonymous-id",
    "is a random or hashed identifier; it tells one user, machine or thread from another without naming it",
  ],
  ["internal", "is an operational value of interest inside the organisation only"],
  ["public", "is a technical value with few possible values, harmless on its own"],
];

/** The higher of two classes; undefined only when both are. */
export function higher(a: PrivacyClass | undefined, b: PrivacyClass | undefined): PrivacyClass | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return PRIVACY_CLASSES.indexOf(a) >= PRIVACY_CLASSES.indexOf(b) ? a : b;
}

/** Whether the contract fixes the value of a leaf, so that it tells nothing. */
export function isFixed({ node }: Leaf): boolean {
  return node.kind === "const" || node.kind === "null";
}

/** The class of a leaf. A fixed value is written in the contract for everyone to read. */
export function classOf(leaf: Leaf): PrivacyClass {
  return isFixed(leaf) ? "public" : (leaf.notes.privacy ?? "public");
}

/** The highest class among leaves. */
export function highestOf(leaves: readonly Leaf[]): PrivacyClass {
  return leaves.reduce<PrivacyClass>((highest, leaf) => higher(highest, classOf(leaf)) ?? highest, "public");
}
