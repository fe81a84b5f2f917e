import { PROTOCOL_GEN } from "../generated-folders.js";
import type {
  ArrayNode,
  GeneratedFile,
  Model,
  Node,
  ObjectNode,
  TaggedNode,
  TypeModel,
  UnionNode,
} from "../model.js";
import { condition, isScalar, nullFirst } from "./conditions.js";
import { destructure, localName } from "./locals.js";
import { ModuleWriter, typesByModule } from "./module-writer.js";

/**
 * Writes the accept path: for each type a function `is<Type>` that says whether a value belongs to it
 * (producer reading) and nothing else. One small function per object and branch, so that engines
 * optimise each; a closed object counts its keys instead of comparing them.
 */
export function emitAccept(model: Model): GeneratedFile[] {
  return [...typesByModule(model)].map(([module, types]) => {
    const writer = new ModuleWriter(model, module);
    writer.suffix = ".is";
    const accept = new AcceptWriter(model, writer);
    for (const type of types) accept.type(type);
    return { path: `${PROTOCOL_GEN}/${module}.is.ts`, text: writer.text(types[0]?.file ?? "") };
  });
}

class AcceptWriter {
  readonly #model: Model;
  readonly #writer: ModuleWriter;

  constructor(model: Model, writer: ModuleWriter) {
    this.#model = model;
    this.#writer = writer;
  }

  type(type: TypeModel): void {
    this.#writer.useTypeDeclaration(type.name);
    this.#define(
      `is${type.name}`,
      type.node,
      `/** Whether a value is a {@link ${type.name}} (producer reading). */\nexport `,
      `x: unknown): x is ${type.name}`,
    );
  }

  /** Condition under which the variable `v` holds a value of the node; nested shapes become functions named after `hint`. */
  #test(node: Node, v: string, hint: string): string {
    if (isScalar(this.#model, node)) return condition(this.#model, node, v);
    if (node.kind === "ref") return `${this.#writer.useType(node.type, `is${node.type}`, ".is")}(${v})`;
    if (node.kind === "union")
      return `(${nullFirst(node.branches)
        .map((b, i) => this.#test(b, v, `${hint}_${i}`))
        .join(" || ")})`;
    this.#define(hint, node, "");
    return `${hint}(${v})`;
  }

  #define(name: string, node: Node, prefix: string, signature = "x)"): void {
    const body = this.#body(node, name);
    this.#writer.add(
      `${prefix}function ${name}(${signature} {\n${body.map((line) => `  ${line}`).join("\n")}\n}`,
    );
  }

  #body(node: Node, name: string): string[] {
    if (isScalar(this.#model, node)) return [`return ${condition(this.#model, node, "x")};`];
    switch (node.kind) {
      case "object":
        return this.#object(node, name);
      case "tagged":
        return this.#tagged(node, name);
      case "array":
        return this.#array(node, name);
      case "union":
        return this.#union(node, name);
      default:
        return [`return ${this.#test(node, "x", name)};`];
    }
  }

  #object(node: ObjectNode, name: string): string[] {
    const { properties, extra, exclusive } = node;
    const required = properties.filter((p) => p.required);
    const array = required.length === 0 ? " || Array.isArray(x)" : "";
    const lines = [`if (typeof x !== "object" || x === null${array}) return false;`];
    if (properties.length > 0) lines.push(destructure(properties));
    const tests = properties.flatMap((p) => this.#property(p.name, p.node, p.required, name));
    exclusive.forEach((a, i) => {
      for (const b of exclusive.slice(i + 1))
        tests.push(`(${localName(a)} == null || ${localName(b)} == null)`);
    });
    for (const { when, then, unless } of node.requires) {
      const except =
        unless === undefined ? "" : ` || ${localName(unless.name)} === ${JSON.stringify(unless.value)}`;
      tests.push(`(${localName(when)} == null || ${localName(then)} != null${except})`);
    }
    tests.push(...this.#counts(node));
    if (typeof extra === "object") {
      lines.push(
        `if (!(${tests.join(" && ") || "true"})) return false;`,
        ...this.#extra(node, name),
        "return true;",
      );
      return lines;
    }
    return tests.length === 0 ? [...lines, "return true;"] : [...lines, `return ${tests.join("\n    && ")};`];
  }

  #property(name: string, node: Node, required: boolean, owner: string): string[] {
    const local = localName(name);
    const test = this.#test(node, local, `${owner}_${local}`);
    if (required) return [test];
    if (node.kind === "any") return [];
    return [`(${local} === undefined || ${test})`];
  }

  /** The key count proves that a closed object holds no other key: all required ones are there, the optional ones are counted. */
  #counts({ properties, extra, minProperties, maxProperties }: ObjectNode): string[] {
    const tests: string[] = [];
    if (extra === "none" || minProperties !== undefined || maxProperties !== undefined)
      this.#writer.useRuntime("keyCount", "key-count");
    if (extra === "none") {
      const optional = properties.filter((p) => !p.required).map((p) => `(${JSON.stringify(p.name)} in x)`);
      tests.push(`keyCount(x) === ${[properties.length - optional.length, ...optional].join(" + ")}`);
    }
    if (minProperties !== undefined) tests.push(`keyCount(x) >= ${minProperties}`);
    if (maxProperties !== undefined) tests.push(`keyCount(x) <= ${maxProperties}`);
    return tests;
  }

  #extra(node: ObjectNode, name: string): string[] {
    if (typeof node.extra !== "object") return [];
    const test = this.#test(node.extra.node, "v", `${name}_values`);
    const known = node.properties.map((p) => `case ${JSON.stringify(p.name)}: `).join("");
    const skip = known === "" ? [] : [`  switch (key) { ${known}continue; }`];
    return ["for (const key in x) {", ...skip, "  const v = x[key];", `  if (!(${test})) return false;`, "}"];
  }

  #tagged(node: TaggedNode, name: string): string[] {
    const cases = node.branches.map(
      (b) =>
        `  case ${JSON.stringify(b.value)}: return ${this.#test(b.node, "x", `${name}_${localName(b.value)}`)};`,
    );
    return [
      'if (typeof x !== "object" || x === null) return false;',
      `switch (x[${JSON.stringify(node.tag)}]) {`,
      ...cases,
      "  default: return false;",
      "}",
    ];
  }

  #array(node: ArrayNode, name: string): string[] {
    const limits = [
      ...(node.minItems === undefined ? [] : [` || x.length < ${node.minItems}`]),
      ...(node.maxItems === undefined ? [] : [` || x.length > ${node.maxItems}`]),
    ];
    const lines = [`if (!Array.isArray(x)${limits.join("")}) return false;`];
    if (node.items.kind === "any") return [...lines, "return true;"];
    const test = this.#test(node.items, "v", `${name}_items`);
    return [
      ...lines,
      "for (let i = 0; i < x.length; i++) {",
      "  const v = x[i];",
      `  if (!(${test})) return false;`,
      "}",
      "return true;",
    ];
  }

  #union(node: UnionNode, name: string): string[] {
    return [`return ${this.#test(node, "x", name)};`];
  }
}
