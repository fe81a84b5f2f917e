import type { Node } from "../../model.js";

const SCALARS: ReadonlySet<Node["kind"]> = new Set([
  "any",
  "null",
  "boolean",
  "string",
  "number",
  "const",
  "enum",
]);

/** Whether a node is one value without parts, or a choice of such values. */
export function isScalar(node: Node): boolean {
  return (
    SCALARS.has(node.kind) || (node.kind === "union" && node.by === "type" && node.branches.every(isScalar))
  );
}
