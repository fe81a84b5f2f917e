import { accepts } from "../accepts.js";
import { isJsonObject, type Json, pointerSegment } from "../json.js";
import type { ContractModel, Model, Node } from "../model.js";

/** JSON Pointers in a message, by the type and the place in it that stand there. */
export type Sites = ReadonlyMap<string, readonly string[]>;

/** The key of a place of a type. */
export function siteKey(type: string, place: string): string {
  return `${type}\n${place}`;
}

/** Where in a valid message of a contract each place of each type is found. */
export function sitesIn(model: Model, contract: ContractModel, value: Json): Sites {
  const found = new Map<string, string[]>();
  const visit = (node: Node, at: Json, pointer: string, type: string, place: string): void => {
    const key = siteKey(type, place);
    const list = found.get(key) ?? [];
    if (!list.includes(pointer)) list.push(pointer);
    found.set(key, list);
    const step = (name: string) => (place === "" && name.startsWith(".") ? name.slice(1) : place + name);
    switch (node.kind) {
      case "ref": {
        const target = model.typeByName.get(node.type);
        if (target !== undefined) visit(target.node, at, pointer, node.type, "");
        return;
      }
      case "array":
        if (Array.isArray(at))
          at.forEach((item: Json, i) => void visit(node.items, item, `${pointer}/${i}`, type, step("[]")));
        return;
      case "tagged": {
        const tag = isJsonObject(at) ? at[node.tag] : undefined;
        const branch = node.branches.find((b) => b.value === tag);
        if (branch !== undefined) visit(branch.node, at, pointer, type, step(`[${branch.value}]`));
        return;
      }
      case "union":
        for (const branch of node.branches)
          if (accepts(model, branch, at)) visit(branch, at, pointer, type, place);
        return;
      case "object":
        if (!isJsonObject(at)) return;
        for (const [name, member] of Object.entries(at)) {
          const property = node.properties.find((p) => p.name === name);
          const below = `${pointer}/${pointerSegment(name)}`;
          if (property !== undefined) visit(property.node, member, below, type, step(`.${name}`));
          else if (typeof node.extra === "object") visit(node.extra.node, member, below, type, step(".*"));
        }
        return;
      default:
        return;
    }
  };
  visit({ kind: "ref", type: contract.name }, value, "", contract.name, "");
  return found;
}
