import { FORMATS } from "../formats.js";
import type { FormatName, Model, Node, NumberNode, StringNode } from "../model.js";
import type { ModuleWriter } from "./module-writer.js";

/** The node that a reference leads to, with all references followed. */
export function resolved(model: Model, node: Node): Node {
  let current = node;
  while (current.kind === "ref") {
    const target = model.typeByName.get(current.type);
    if (target === undefined) throw new Error(`no type named ${current.type} in the model`);
    current = target.node;
  }
  return current;
}

/** A node whose check is one expression: no loop, no nested object. */
export function isScalar(model: Model, node: Node): boolean {
  const target = resolved(model, node);
  if (target.kind === "union")
    return target.by === "type" && target.branches.every((b) => isScalar(model, b));
  return ["any", "null", "boolean", "string", "number", "const", "enum"].includes(target.kind);
}

/** JavaScript condition under which the variable `v` holds a value of a scalar node; what it calls is noted in `writer`. */
export function condition(model: Model, node: Node, v: string, writer: ModuleWriter): string {
  const helper = helperOf(model, node);
  if (helper !== undefined) return `${writer.useRuntime(helper, "scalars")}(${v})`;
  const parts = alternatives(model, node, v, writer);
  if (parts.length === 1) return parts[0] ?? "false";
  return `(${parts.map((part) => (part.includes(" && ") ? `(${part})` : part)).join(" || ")})`;
}

/** The checks of the runtime, by the form that they accept. */
const HELPERS: ReadonlyMap<string | undefined, string> = new Map([
  ["string", "isString"],
  ["string or null", "isStringOrNull"],
  ["non-empty string", "isNonEmptyString"],
  ["integer or null", "isIntegerOrNull"],
  ["count", "isCount"],
  ["count or null", "isCountOrNull"],
]);

function helperOf(model: Model, node: Node): string | undefined {
  const target = resolved(model, node);
  if (target.kind !== "union") return HELPERS.get(form(target));
  const others = target.branches.filter((b) => b.kind !== "null").map((b) => form(resolved(model, b)));
  return others.length === 1 && target.branches.length === 2
    ? HELPERS.get(`${others[0]} or null`)
    : undefined;
}

/** A common form in words; undefined for one that few members have. */
function form(node: Node): string | undefined {
  const limit = Number.MAX_SAFE_INTEGER;
  switch (node.kind) {
    case "boolean":
      return "boolean";
    case "string":
      if (node.pattern !== undefined || node.format !== undefined) return undefined;
      return node.nonEmpty ? "non-empty string" : "string";
    case "number":
      if (!node.integer || node.maximum !== limit) return undefined;
      return node.minimum === 0 ? "count" : node.minimum === -limit ? "integer" : undefined;
    default:
      return undefined;
  }
}

/** The conditions of which one must hold; null comes first, since it is the cheapest to rule out. */
function alternatives(model: Model, node: Node, v: string, writer: ModuleWriter): string[] {
  const target = resolved(model, node);
  switch (target.kind) {
    case "any":
      return [`${v} !== undefined`];
    case "null":
      return [`${v} === null`];
    case "boolean":
      return [`typeof ${v} === "boolean"`];
    case "const":
      return [`${v} === ${JSON.stringify(target.value)}`];
    case "enum":
      return target.values.map((word) => `${v} === ${JSON.stringify(word)}`);
    case "string":
      return [stringCondition(target, v, writer)];
    case "number":
      return [numberCondition(target, v, writer)];
    case "union":
      return nullFirst(target.branches).flatMap((branch) => alternatives(model, branch, v, writer));
    default:
      throw new Error(`a ${target.kind} is not a scalar`);
  }
}

export function nullFirst(branches: readonly Node[]): Node[] {
  return [...branches].sort((a, b) => Number(b.kind === "null") - Number(a.kind === "null"));
}

/** What most values of a format look like, told without a regular expression. */
const USUAL: Readonly<Record<FormatName, (v: string) => string>> = {
  "absolute-path": (v) => `${v}.charCodeAt(0) === 47`,
};

function stringCondition({ nonEmpty, pattern, format }: StringNode, v: string, writer: ModuleWriter): string {
  const parts = [`typeof ${v} === "string"`];
  if (nonEmpty) parts.push(`${v} !== ""`);
  if (pattern !== undefined) parts.push(...patternConditions(pattern, v, writer));
  if (format !== undefined)
    parts.push(`(${USUAL[format](v)} || ${regex(FORMATS[format].pattern, writer)}.test(${v}))`);
  return parts.join(" && ");
}

/** A fixed number of characters of one ASCII class is a length and a run of them, which costs half as much. */
function patternConditions(pattern: string, v: string, writer: ModuleWriter): string[] {
  const [, characters, count] = /^\^(\[[\w-]+\])\{(\d+)\}\$$/.exec(pattern) ?? [];
  if (characters === undefined) return [`${regex(pattern, writer)}.test(${v})`];
  return [`${v}.length === ${count}`, `${regex(`^${characters}+$`, writer)}.test(${v})`];
}

/** Name of the regular expression in the module: one inside a function would be made anew in each call. */
function regex(pattern: string, writer: ModuleWriter): string {
  return writer.useConstant("PATTERN", `/${new RegExp(pattern, "u").source}/u`);
}

function numberCondition({ integer, minimum, maximum }: NumberNode, v: string, writer: ModuleWriter): string {
  const limit = Number.MAX_SAFE_INTEGER;
  const count = integer && minimum === 0;
  return [
    count
      ? `${writer.useRuntime("isCount", "scalars")}(${v})`
      : integer
        ? `Number.isSafeInteger(${v})`
        : `typeof ${v} === "number"`,
    ...(count || (integer && minimum === -limit) ? [] : [`${v} >= ${minimum}`]),
    ...(integer && maximum === limit ? [] : [`${v} <= ${maximum}`]),
  ].join(" && ");
}
