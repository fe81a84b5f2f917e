import type { Model, Node } from "../model.js";
import { resolved } from "./conditions.js";

/** JavaScript expression of the code that a refused scalar gets. */
export function codeOf(model: Model, node: Node, v: string): string {
  const target = withoutNull(model, node);
  switch (target.kind) {
    case "enum":
      return `"enum"`;
    case "const":
      return `"const"`;
    case "string": {
      const code =
        target.pattern !== undefined
          ? "pattern"
          : target.format !== undefined
            ? "format"
            : target.nonEmpty
              ? "minLength"
              : undefined;
      if (code === undefined) return `"type"`;
      const nonEmpty = target.nonEmpty && code !== "minLength" ? `${v} === "" ? "minLength" : ` : "";
      return `typeof ${v} !== "string" ? "type" : ${nonEmpty}"${code}"`;
    }
    case "number": {
      const type = target.integer ? `!Number.isInteger(${v})` : `typeof ${v} !== "number"`;
      return `${type} ? "type" : ${v} < ${target.minimum} ? "minimum" : "maximum"`;
    }
    default:
      return `"type"`;
  }
}

/** The one branch of a nullable scalar that is not null, or the node itself. */
function withoutNull(model: Model, node: Node): Node {
  const target = resolved(model, node);
  if (target.kind !== "union") return target;
  const others = target.branches.filter((b) => b.kind !== "null");
  return others.length === 1 && others[0] !== undefined ? withoutNull(model, others[0]) : target;
}

/** Whether a scalar is an enumeration that readers treat as open. */
export function hasOpenWords(model: Model, node: Node): boolean {
  const target = withoutNull(model, node);
  return target.kind === "enum" && target.open;
}
