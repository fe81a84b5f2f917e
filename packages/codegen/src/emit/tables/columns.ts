import type { Annotations, Model, Node, ObjectNode, PrivacyClass } from "../../model.js";
import { higher, highestOf } from "../../privacy/classes.js";
import { leavesOfNode } from "../../privacy/leaves.js";
import { overlay } from "../../privacy/overlay.js";
import { resolved } from "../conditions.js";
import type { Column, ColumnKind } from "./table.js";

/** Members of an event whose own members stand in the table without a prefix. */
const PARAMS = "event_params";

interface Place {
  readonly path: readonly string[];
  readonly prefix: string;
}

/**
 * The columns of an event in the order of the schema: the members of closed objects one by one, however deep
 * they are nested, and everything else as one value each. The event type is the name of the table.
 */
export function columnsOf(model: Model, event: Node): Column[] {
  const node = resolved(model, event);
  if (node.kind !== "object") throw new Error("an event is an object");
  return members(model, node, { path: [], prefix: "" }).filter(
    (column) => column.path.join() !== "event_type",
  );
}

function members(model: Model, node: ObjectNode, { path, prefix }: Place): Column[] {
  return node.properties.flatMap(({ name, node: value, notes, required }): Column[] => {
    const at = [...path, name];
    const column = prefix + name;
    const { only, nullable } = withoutNull(model, value);
    const inner = only.length === 1 ? only[0] : undefined;
    const common = { name: column, path: at, optional: !required, nullable };
    if (inner?.kind === "object" && inner.extra === "none" && inner.properties.length > 0) {
      const always = required && !nullable;
      const flat = members(model, inner, { path: at, prefix: at.join() === PARAMS ? "" : `${column}_` });
      return always ? flat : [{ ...common, kind: "presence", privacy: "public" }, ...flat];
    }
    return [{ ...common, kind: kindOf(model, only), privacy: privacyOf(model, value, notes) }];
  });
}

/** The forms that a value may have beside null, references followed. */
function withoutNull(model: Model, node: Node): { only: readonly Node[]; nullable: boolean } {
  const target = resolved(model, node);
  if (target.kind === "null") return { only: [], nullable: true };
  if (target.kind !== "union" || target.by === "keys") return { only: [target], nullable: false };
  const branches = target.branches.map((branch) => withoutNull(model, branch));
  return { only: branches.flatMap((b) => b.only), nullable: branches.some((b) => b.nullable) };
}

function kindOf(model: Model, only: readonly Node[]): ColumnKind {
  const kinds = new Set(only.map((node) => kindOfOne(model, node)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : "json";
}

function kindOfOne(model: Model, node: Node): ColumnKind {
  switch (node.kind) {
    case "string":
    case "enum":
      return "text";
    case "boolean":
      return "boolean";
    case "number":
      return node.integer ? "integer" : "number";
    case "const":
      if (typeof node.value === "string") return "text";
      if (typeof node.value === "boolean") return "boolean";
      return Number.isSafeInteger(node.value) ? "integer" : "number";
    case "array": {
      const { only, nullable } = withoutNull(model, node.items);
      return !nullable && kindOf(model, only) === "text" ? "texts" : "json";
    }
    default:
      return "json";
  }
}

function privacyOf(model: Model, node: Node, notes: Annotations): PrivacyClass {
  const type = node.kind === "ref" ? model.typeByName.get(node.type)?.notes : undefined;
  const said = overlay(notes, type);
  const inside = highestOf(leavesOfNode(model, node, said));
  return higher(said.privacy, inside) ?? "public";
}
