import type { Node } from "../model.js";
import type { Direction, Trial } from "./mutant.js";

/** A node with one constraint changed. */
export interface Change {
  readonly change: string;
  readonly direction: Direction;
  readonly node: Node;
  readonly trials: readonly Trial[];
}

export function weaker(change: string, node: Node, ...trials: readonly Trial[]): Change {
  return { change, direction: "weaker", node, trials };
}

export function stricter(change: string, node: Node, ...trials: readonly Trial[]): Change {
  return { change, direction: "stricter", node, trials };
}
