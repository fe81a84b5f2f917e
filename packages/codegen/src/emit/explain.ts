import { jsonTypes } from "../link-unions.js";
import type { Memo } from "../memo.js";
import type {
  ArrayNode,
  GeneratedFile,
  Model,
  Node,
  ObjectNode,
  Property,
  TaggedNode,
  TypeModel,
  UnionNode,
} from "../model.js";
import { condition, isScalar, resolved } from "./conditions.js";
import { codeOf, hasOpenWords } from "./issue-code.js";
import { destructure, localName } from "./locals.js";
import { emitFunctions, type ModuleWriter } from "./module-writer.js";
import { COUNT_KEYS, functionText, negated } from "./statements.js";
import { expectation } from "./words.js";

/**
 * Writes the explainers: for each type a function `explain<Type>` that reports every issue of a value
 * that the accept path refused. It skips members that are accepted, picks one branch of a union, and
 * names places and expectations, never values.
 */
export function emitExplain(model: Model, memo: Memo): GeneratedFile[] {
  return emitFunctions(model, memo, ".explain", (writer) => {
    const explain = new ExplainWriter(model, writer);
    return (type) => explain.type(type);
  });
}

class ExplainWriter {
  readonly #model: Model;
  readonly #writer: ModuleWriter;

  constructor(model: Model, writer: ModuleWriter) {
    this.#model = model;
    this.#writer = writer;
  }

  type(type: TypeModel): void {
    this.#writer.useRuntimeType("Report", "report");
    this.#define(
      `explain${type.name}`,
      type.node,
      `/** Reports why a value is not a ${type.name}. */\nexport `,
      "x: unknown, path: string, report: Report): void",
    );
  }

  #define(name: string, node: Node, prefix: string, signature = "x, path, report)"): void {
    const body = this.#body(node, name);
    this.#writer.add(functionText(`${prefix}function ${name}(${signature}`, body));
  }

  #body(node: Node, name: string): string[] {
    if (isScalar(this.#model, node)) return [this.#scalar(node, "x", "path")];
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
        return [`${this.#call(node, "x", "path", name)};`];
    }
  }

  /** A statement that reports a scalar, or calls the function of a nested shape. */
  #explain(node: Node, v: string, path: string, hint: string): string {
    return isScalar(this.#model, node) ? this.#scalar(node, v, path) : `${this.#call(node, v, path, hint)};`;
  }

  /** Condition under which a nested value needs no explanation, where one function tells. */
  #accepted(node: Node, v: string): string | undefined {
    return node.kind === "ref"
      ? `${this.#writer.useType(node.type, `is${node.type}`, ".is")}(${v})`
      : undefined;
  }

  #call(node: Node, v: string, path: string, hint: string): string {
    if (node.kind === "ref")
      return `${this.#writer.useType(node.type, `explain${node.type}`, ".explain")}(${v}, ${path}, report)`;
    this.#define(hint, node, "");
    return `${hint}(${v}, ${path}, report)`;
  }

  /** Reports a scalar unless it is accepted; in an open enumeration an unlisted word is no fault for readers. */
  #scalar(
    node: Node,
    v: string,
    path: string,
    { member }: { readonly member: boolean } = { member: false },
  ): string {
    const refused = negated(condition(this.#model, node, v, this.#writer));
    const expected = JSON.stringify(expectation(this.#model, node));
    const rest = `${path}, ${codeOf(this.#model, node, v)}, ${expected})`;
    const fail = member ? `report.failMember(${v}, ${rest}` : `report.fail(${rest}`;
    const open = hasOpenWords(this.#model, node);
    const word = open ? `typeof ${v} === "string" ? report.unknownValue(${path}, ${expected}) : ` : "";
    return `if (${refused}) ${word}${fail};`;
  }

  #object(node: ObjectNode, name: string): string[] {
    const isRecord = this.#writer.useRuntime("isRecord", "is-record");
    const lines = [`if (!${isRecord}(x)) return report.fail(path, "type", "an object");`];
    if (node.properties.length > 0) lines.push(destructure(node.properties));
    // A lone nested value is where the fault is: asking again whether it is accepted would only cost.
    const guarded = node.properties.filter((p) => !isScalar(this.#model, p.node)).length > 1;
    for (const property of node.properties) lines.push(...this.#property(property, name, guarded));
    lines.push(...this.#between(node));
    if (node.extra === "none") lines.push(...this.#unknownKeys(node, name));
    if (typeof node.extra === "object") lines.push(...this.#extra(node, node.extra.node, name));
    return lines;
  }

  #property({ name, node, required }: Property, owner: string, guarded: boolean): string[] {
    const v = localName(name);
    const path = `path + ${JSON.stringify(`/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`)}`;
    const given = `if (${v} !== undefined)`;
    if (isScalar(this.#model, node)) {
      if (required) return [this.#scalar(node, v, path, { member: true })];
      return node.kind === "any" ? [] : [`${given} ${this.#scalar(node, v, path)}`];
    }
    const accepted = guarded ? this.#accepted(node, v) : undefined;
    const call = `${this.#call(node, v, path, `${owner}_${v}`)};`;
    const explain = accepted === undefined ? call : `if (!${accepted}) ${call}`;
    const expected = JSON.stringify(expectation(this.#model, node));
    return required
      ? [`if (${v} === undefined) report.fail(${path}, "required", ${expected});`, `else ${explain}`]
      : [`${given} ${explain}`];
  }

  /** Rules between members: exclusive ones, and how many there may be. */
  #between({ properties, exclusive, requires, minProperties, maxProperties }: ObjectNode): string[] {
    const lines: string[] = [];
    // A member that is wrong in itself has its issue, and proves nothing about others.
    const sound = (name: string): string => {
      const node = properties.find((p) => p.name === name)?.node;
      if (node === undefined || !isScalar(this.#model, node)) return "";
      return ` && (${localName(name)} === undefined || ${condition(this.#model, node, localName(name), this.#writer)})`;
    };
    for (const { when, then, unless } of requires) {
      const except =
        unless === undefined
          ? ""
          : `${sound(unless.name)} && ${localName(unless.name)} !== ${JSON.stringify(unless.value)}`;
      const expected = `a value, since ${when} is given`;
      lines.push(
        `if (${localName(when)} != null && ${localName(then)} == null${except}) report.fail(path + ${JSON.stringify(`/${then}`)}, "required", ${JSON.stringify(expected)});`,
      );
    }
    exclusive.forEach((a, i) => {
      for (const b of exclusive.slice(i + 1)) {
        lines.push(
          `if (${localName(a)} != null && ${localName(b)} != null) report.fail(path, "exclusive", ${JSON.stringify(`at most one of ${a} and ${b}`)});`,
        );
      }
    });
    if (minProperties !== undefined || maxProperties !== undefined)
      this.#writer.useRuntime("keyCount", "key-count");
    if (minProperties !== undefined)
      lines.push(
        `if (keyCount(x) < ${minProperties}) report.fail(path, "minProperties", ${JSON.stringify(several("at least", minProperties, "member"))});`,
      );
    if (maxProperties !== undefined)
      lines.push(
        `if (keyCount(x) > ${maxProperties}) report.fail(path, "maxProperties", ${JSON.stringify(several("at most", maxProperties, "member"))});`,
      );
    return lines;
  }

  /** All required keys and no more: counting costs less than comparing names, where the engine knows the objects. */
  #unknownKeys({ properties, rejectUnknown }: ObjectNode, name: string): string[] {
    const known = `${name}_keys`;
    this.#writer.add(`const ${known} = ${JSON.stringify(properties.map((p) => p.name))};`);
    const required = properties.filter((p) => p.required).length;
    const compare = `report.unknownKeys(x, path, ${known}${rejectUnknown ? ", true" : ""});`;
    return [...COUNT_KEYS, `if (n !== ${required} || report.missing) ${compare}`];
  }

  #extra(node: ObjectNode, value: Node, name: string): string[] {
    const known = node.properties.map((p) => `case ${JSON.stringify(p.name)}: `).join("");
    const skip = known === "" ? [] : [`  switch (key) { ${known}continue; }`];
    const inner = this.#item(value, `path + "/*"`, `${name}_values`);
    return ["for (const key in x) {", ...skip, "  const v = x[key];", `  ${inner}`, "}"];
  }

  #tagged(node: TaggedNode, name: string): string[] {
    const isRecord = this.#writer.useRuntime("isRecord", "is-record");
    const tag = JSON.stringify(node.tag);
    const expected = JSON.stringify(`one of ${node.branches.map((b) => JSON.stringify(b.value)).join(", ")}`);
    const cases = node.branches.map(
      (b) =>
        `  case ${JSON.stringify(b.value)}: return ${this.#call(b.node, "x", "path", `${name}_${localName(b.value)}`)};`,
    );
    const unknown = node.open
      ? `typeof x[${tag}] === "string" ? report.unknownTag(path + "/" + ${tag}, ${expected}) : `
      : "";
    return [
      `if (!${isRecord}(x)) return report.fail(path, "type", "an object");`,
      `switch (x[${tag}]) {`,
      ...cases,
      `  case undefined: return report.fail(path + "/" + ${tag}, "required", ${expected});`,
      `  default: return ${unknown}report.fail(path + "/" + ${tag}, "discriminator", ${expected});`,
      "}",
    ];
  }

  #array(node: ArrayNode, name: string): string[] {
    const lines = [`if (!Array.isArray(x)) return report.fail(path, "type", "an array");`];
    if (node.minItems !== undefined)
      lines.push(
        `if (x.length < ${node.minItems}) report.fail(path, "minItems", ${JSON.stringify(several("at least", node.minItems, "item"))});`,
      );
    if (node.maxItems !== undefined)
      lines.push(
        `if (x.length > ${node.maxItems}) report.fail(path, "maxItems", ${JSON.stringify(several("at most", node.maxItems, "item"))});`,
      );
    if (node.items.kind === "any") return lines;
    const inner = this.#item(node.items, `path + "/" + i`, `${name}_items`);
    return [...lines, "for (let i = 0; i < x.length; i++) {", "  const v = x[i];", `  ${inner}`, "}"];
  }

  /** One of many values: most are accepted. */
  #item(node: Node, path: string, hint: string): string {
    const accepted = isScalar(this.#model, node) ? undefined : this.#accepted(node, "v");
    return `${accepted === undefined ? "" : `if (!${accepted}) `}${this.#explain(node, "v", path, hint)}`;
  }

  /** The branch is picked by the JSON type of the value, or by the first branch that owns a key of it. */
  #union(node: UnionNode, name: string): string[] {
    const branches = node.branches.map((branch, i) => ({
      branch,
      statement: this.#branch(branch, `${name}_${i}`),
    }));
    if (node.by === "type") {
      const chain = branches
        .map(({ branch, statement }) => `if (${this.#ofType(branch)}) { ${statement} }`)
        .join(" else ");
      return [`${chain} else report.fail(path, "type", ${JSON.stringify(expectation(this.#model, node))});`];
    }
    const isRecord = this.#writer.useRuntime("isRecord", "is-record");
    const [first, ...others] = branches;
    const chain = others
      .map(
        ({ branch, statement }) =>
          `if (!(${this.#ownsKey(first?.branch)}) && (${this.#ownsKey(branch)})) { ${statement} }`,
      )
      .join(" else ");
    return [
      `if (!${isRecord}(x)) return report.fail(path, "type", "an object");`,
      `${chain} else { ${first?.statement} }`,
    ];
  }

  /** Condition under which `x` has a JSON type of the branch. */
  #ofType(branch: Node): string {
    const types = jsonTypes(branch, (node) => resolved(this.#model, node)) ?? [];
    return types.map((type) => TYPE_TESTS[type]).join(" || ");
  }

  #branch(branch: Node, hint: string): string {
    if (branch.kind === "null") return "";
    return isScalar(this.#model, branch)
      ? this.#scalar(branch, "x", "path")
      : `${this.#call(branch, "x", "path", hint)};`;
  }

  #ownsKey(branch: Node | undefined): string {
    const target = branch && resolved(this.#model, branch);
    return target?.kind === "object"
      ? target.properties.map((p) => `${JSON.stringify(p.name)} in x`).join(" || ")
      : "false";
  }
}

const TYPE_TESTS: Readonly<Record<string, string>> = {
  null: "x === null",
  string: `typeof x === "string"`,
  number: `typeof x === "number"`,
  boolean: `typeof x === "boolean"`,
  array: "Array.isArray(x)",
  object: '(typeof x === "object" && x !== null && !Array.isArray(x))',
};

function several(bound: string, count: number, noun: string): string {
  return `${bound} ${count} ${noun}${count === 1 ? "" : "s"}`;
}
