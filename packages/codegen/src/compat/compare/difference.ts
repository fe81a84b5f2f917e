import type { Json } from "../../json.js";
import type { Atom, Node } from "../shape/atom.js";

/** One thing that differs between two schemas at one place, with values that may show it. */
export interface Difference {
  /** Id of its rule. */
  readonly rule: string;
  /** What fills the `$` of the rule's sentence. */
  readonly detail: string;
  /** Values of before that after may refuse, smallest first. */
  readonly before?: () => readonly Json[];
  /** Values of after that before may refuse. */
  readonly after?: () => readonly Json[];
  /** Tolerant readers of before pass what is new. */
  readonly tolerated?: boolean;
  /** Tolerant readers of after pass what is gone. */
  readonly toleratedAfter?: boolean;
}

/** How a value lies in the value around it. */
export type Step =
  | { readonly kind: "member"; readonly name: string; readonly old: Atom; readonly new: Atom }
  | { readonly kind: "other-member"; readonly old: Atom; readonly new: Atom }
  | { readonly kind: "item"; readonly index: number | undefined; readonly old: Atom; readonly new: Atom }
  | { readonly kind: "branch"; readonly label: string };

/** Two nodes that stand at the same place, with the way there from the pair around them. */
export interface Child {
  readonly steps: readonly Step[];
  readonly old: Node;
  readonly new: Node;
}

/** What two nodes, or two atoms, differ in themselves, and where to look further. */
export interface Comparison {
  readonly differences: readonly { readonly steps: readonly Step[]; readonly difference: Difference }[];
  readonly children: readonly Child[];
}
