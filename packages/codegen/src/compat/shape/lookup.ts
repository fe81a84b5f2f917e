import type { Node, ObjectAtom } from "./atom.js";

/** What the member of a name may be. */
export function lookup(atom: ObjectAtom, name: string, and: (a: Node, b: Node) => Node): Node {
  let node = atom.properties.get(name);
  for (const { source, node: more } of atom.patterns)
    if (new RegExp(source, "u").test(name)) node = node === undefined ? more : and(node, more);
  return node ?? atom.extra;
}
