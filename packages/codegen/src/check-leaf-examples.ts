import { resolved } from "./emit/conditions.js";
import { FORMATS } from "./formats.js";
import type { Json } from "./json.js";
import type { Annotations, Model, Node, TypeModel } from "./model.js";
import type { Problem } from "./problem.js";

/** Checks that the `examples` of each leaf are values of it. */
export function checkLeafExamples(model: Model): Problem[] {
  return model.types.flatMap((type) => [...leafNotes(type)].flatMap(({ node, notes, pointer }) => {
    const wrong = notes.examples.findIndex((value) => !holds(model, node, value));
    if (wrong === -1) return [];
    return [{ file: type.file, pointer: `${pointer}/examples/${wrong}`, rule: "example-value", message: "the example is not a value of its schema", fix: "mend the example" }];
  }));
}

interface Leaf {
  readonly node: Node;
  readonly notes: Annotations;
  readonly pointer: string;
}

function* leafNotes(type: TypeModel): Generator<Leaf> {
  const root = "$id" in type.schema ? "" : `/definitions/${type.name}`;
  yield { node: type.node, notes: type.notes, pointer: root };
  yield* below(type.node, root);
}

function* below(node: Node, pointer: string): Generator<Leaf> {
  if (node.kind === "object") {
    for (const property of node.properties) {
      const place = `${pointer}/properties/${property.name}`;
      yield { node: property.node, notes: property.notes, pointer: place };
      yield* below(property.node, place);
    }
    if (typeof node.extra === "object") yield { node: node.extra.node, notes: node.extra.notes, pointer: `${pointer}/additionalProperties` };
  }
  if (node.kind === "array") yield { node: node.items, notes: node.itemNotes, pointer: `${pointer}/items` };
}

/** Whether a scalar node holds a value; nested shapes have examples of their own. */
function holds(model: Model, node: Node, value: Json): boolean {
  const target = resolved(model, node);
  switch (target.kind) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "const":
      return value === target.value;
    case "enum":
      return typeof value === "string" && target.values.includes(value);
    case "number":
      return typeof value === "number" && (!target.integer || Number.isInteger(value)) && value >= target.minimum && value <= target.maximum;
    case "string": {
      const patterns = [target.pattern, target.format && FORMATS[target.format].pattern].filter((p) => p !== undefined);
      return typeof value === "string" && (!target.nonEmpty || value !== "") && patterns.every((p) => new RegExp(p, "u").test(value));
    }
    case "union":
      return target.branches.some((branch) => holds(model, branch, value));
    default:
      return true;
  }
}
