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
import { condition, isScalar, nullFirst, resolved } from "./conditions.js";
import { destructure, localName, memberOf } from "./locals.js";
import { emitFunctions, type ModuleWriter } from "./module-writer.js";
import { between, isInRule, keyCounts, keyLimits, mayBeArray, rules } from "./object-rules.js";
import { all, anyOf, COUNT_KEYS, eachKey, functionText, indented, reads, unless } from "./statements.js";

/**
 * Writes the accept path: for each type a function `is<Type>` that says whether a value belongs to it
 * (producer reading) and nothing else. One small function per object, so that engines optimise each;
 * a tag picks its branch in a `switch`; a closed object counts its keys instead of comparing them.
 */
export function emitAccept(model: Model, memo: Memo): GeneratedFile[] {
  return emitFunctions(model, memo, ".is", (writer) => {
    const accept = new AcceptWriter(model, writer);
    return (type) => accept.type(type);
  });
}

/** Branches of a tagged union with more members than this are functions of their own. */
const SMALL_BRANCH = 6;

/** Named enumerations with more words than this are checked in one place only. */
const SHORT_ENUM = 3;

/** Closed objects with fewer required members than this, and an optional one, are judged key by key. */
const MOSTLY_REQUIRED = 5;

/** Closed objects with more members than this count their keys before they read any. */
const FEW_MEMBERS = 3;

class AcceptWriter {
  readonly #model: Model;
  readonly #writer: ModuleWriter;
  /** Functions of nested shapes: text of the body → name. */
  readonly #shapes = new Map<string, string>();

  constructor(model: Model, writer: ModuleWriter) {
    this.#model = model;
    this.#writer = writer;
  }

  type({ name, node }: TypeModel): void {
    this.#writer.useTypeDeclaration(name);
    const comment = `/** Whether a value is a {@link ${name}} (producer reading). */`;
    const signature = `export function is${name}(x: unknown): x is ${name}`;
    this.#writer.add(`${comment}\n${functionText(signature, this.#body(node, `is${name}`))}`);
  }

  #body(node: Node, name: string): string[] {
    if (node.kind === "object") return this.#object(node, name);
    if (node.kind === "tagged") return this.#tagged(node, name);
    if (node.kind === "array") return this.#array(node, name);
    if (node.kind === "enum" && node.values.length > SHORT_ENUM) return anyOf(node.values);
    return [`return ${all([this.#test(node, "x", name)])};`];
  }

  /** Condition under which the variable `v` holds a value of the node; nested shapes become functions named after `hint`. */
  #test(node: Node, v: string, hint: string): string {
    if (this.#isInline(node)) return condition(this.#model, node, v, this.#writer);
    if (node.kind === "ref") return `${this.#writer.useType(node.type, `is${node.type}`, ".is")}(${v})`;
    return node.kind === "union" ? this.#union(node, v, hint) : `${this.#shape(node, hint)}(${v})`;
  }

  #shape(node: Node, name: string): string {
    const body = this.#body(node, name);
    const known = this.#shapes.get(body.join("\n"));
    if (known !== undefined) return known;
    this.#shapes.set(body.join("\n"), name);
    this.#writer.add(functionText(`function ${name}(x)`, body));
    return name;
  }

  /** Scalars are checked where they stand, but for named ones whose check is long. */
  #isInline(node: Node): boolean {
    if (node.kind === "union") return node.branches.every((branch) => this.#isInline(branch));
    if (!isScalar(this.#model, node)) return false;
    const target = resolved(this.#model, node);
    const longEnum = target.kind === "enum" && target.values.length > SHORT_ENUM;
    const longText = target.kind === "string" && (target.pattern ?? target.format) !== undefined;
    return node.kind !== "ref" || !(longEnum || longText);
  }

  #object(node: ObjectNode, name: string): string[] {
    const array = mayBeArray(node) ? " || Array.isArray(x)" : "";
    return [`if (typeof x !== "object" || x === null${array}) return false;`, ...this.#membersOf(node, name)];
  }

  #membersOf(node: ObjectNode, name: string): string[] {
    const { properties, extra } = node;
    const optional = properties.filter((p) => !p.required).length;
    const manyOptional = optional > 1 || (optional === 1 && properties.length <= MOSTLY_REQUIRED);
    if (extra !== "any" && manyOptional) return this.#byKey(node, name);
    const { lines, tests } = this.#members(node, properties, name);
    if (typeof extra === "object") {
      const others = this.#others(node, extra.node, name);
      return [...lines, ...unless(tests), ...others, `return ${all(keyLimits(node))};`];
    }
    const counts = keyCounts(node);
    if (counts.length === 0) return [...lines, `return ${all(tests)};`];
    // Counted first, many reads hardly ever meet an object of another form: engines optimise them for the forms they met.
    if (properties.length > FEW_MEMBERS)
      return [...lines, ...COUNT_KEYS, `return ${all([...counts, ...tests])};`];
    return [...lines, ...unless(tests), ...COUNT_KEYS, `return ${all(counts)};`];
  }

  /** The conditions of members of `x`, and the variables of those that rules name. One that is read more than once is put into `m`. */
  #members(
    node: ObjectNode,
    properties: readonly Property[],
    name: string,
  ): { lines: string[]; tests: string[] } {
    const named = properties.filter((p) => isInRule(p.name, node));
    const tests = properties.map((p) => {
      if (named.includes(p)) return this.#member(p, localName(p.name), name);
      const test = this.#member(p, "m", name);
      const member = memberOf("x", p.name);
      if (reads(test, "m") < 2) return test.replace(/\bm\b/, () => member);
      return test.replace(/\(m\)|\bm\b/, () => `(m = ${member})`);
    });
    const lines = named.length === 0 ? [] : [destructure(named)];
    return { lines, tests: [...tests.filter((test) => test !== ""), ...rules(node)] };
  }

  #member({ name, node, required }: Property, v: string, owner: string): string {
    const hint = `${owner}_${localName(name)}`;
    if (required) return this.#test(node, v, hint);
    if (node.kind === "any") return "";
    const branches: readonly Node[] = node.kind === "union" && node.by === "type" ? node.branches : [node];
    const others = branches.filter((b) => b.kind !== "null");
    const absent = others.length < branches.length ? `${v} == null` : `${v} === undefined`;
    const tests = others.map((b, i) => this.#test(b, v, others.length === 1 ? hint : `${hint}_${i}`));
    return `(${[absent, ...tests].join(" || ")})`;
  }

  /** Where members may be absent, going over those that are there is cheaper than looking for each. */
  #byKey(node: ObjectNode, name: string): string[] {
    const required = node.properties.filter((p) => p.required);
    const { lines, tests } = this.#members({ ...node, exclusive: [], requires: [] }, required, name);
    const cases = new Map<string, string[]>();
    for (const p of node.properties) {
      const test = p.required || p.node.kind === "any" ? "true" : all([this.#member(p, "v", name)]);
      cases.set(test, [...(cases.get(test) ?? []), `key === ${JSON.stringify(p.name)}`]);
    }
    // One expression: as a `switch` with a statement for each key it would be a third longer.
    const chain = [...cases].map(([test, keys]) => `${keys.join(" || ")} ? ${test} : `);
    const limits = keyLimits(node);
    const other =
      typeof node.extra === "object" ? this.#test(node.extra.node, "v", `${name}_values`) : "false";
    const loop = ["const v = x[key];", `if (!(${chain.join("")}${other})) return false;`];
    const named = node.properties.filter((p) => isInRule(p.name, node));
    return [
      ...lines,
      ...unless(tests),
      ...eachKey(loop, { counted: limits.length > 0 }),
      ...(named.length === 0 ? [] : [destructure(named)]),
      `return ${all([...rules(node), ...limits])};`,
    ];
  }

  /** Goes over the members that have no name of their own. */
  #others(node: ObjectNode, value: Node, name: string): string[] {
    const test = this.#test(value, "v", `${name}_values`);
    const judge =
      reads(test, "v") < 2
        ? unless([test.replace(/\bv\b/, () => "x[key]")])
        : ["const v = x[key];", ...unless([test])];
    const known = node.properties.map((p) => `case ${JSON.stringify(p.name)}:`);
    const others = [
      "switch (key) {",
      ...indented([...known, "  break;", "default:", ...indented(judge)]),
      "}",
    ];
    return eachKey(known.length === 0 ? judge : others, { counted: keyLimits(node).length > 0 });
  }

  #tagged({ tag, branches }: TaggedNode, name: string): string[] {
    const cases = new Map<string, string[]>();
    for (const { value, node } of branches) {
      const hint = `${name}_${localName(value)}`;
      const body = this.#smallBranch(node, tag, hint) ?? `return ${this.#test(node, "x", hint)};`;
      cases.set(body, [...(cases.get(body) ?? []), `case ${JSON.stringify(value)}:`]);
    }
    const counted = [...cases.keys()].some((body) => reads(body, "n") > 0);
    const lines = [...cases].flatMap(([body, heads]) => [...heads.slice(0, -1), `${heads.at(-1)} ${body}`]);
    return [
      'if (typeof x !== "object" || x === null) return false;',
      ...(counted ? COUNT_KEYS : []),
      `switch (${memberOf("x", tag)}) {`,
      ...indented([...lines, "default: return false;"]),
      "}",
    ];
  }

  /** A branch judged in place, where it is known that `x` is an object with this tag and `n` keys. */
  #smallBranch(branch: Node, tag: string, name: string): string | undefined {
    const node = resolved(this.#model, branch);
    if (node.kind !== "object" || typeof node.extra === "object" || rules(node).length > 0) return undefined;
    const optional = node.properties.filter((p) => !p.required).length;
    if (node.properties.length > SMALL_BRANCH || optional > 1) return undefined;
    const others = node.properties.filter((p) => p.name !== tag);
    const { tests } = this.#members(node, others, name);
    return `return ${[...keyCounts(node), ...tests].join(" && ") || "true"};`;
  }

  #array(node: ArrayNode, name: string): string[] {
    const allowed = ["Array.isArray(x)", ...between("x.length", node.minItems, node.maxItems)].join(" && ");
    if (node.items.kind === "any") return [`return ${allowed};`];
    const test = this.#test(node.items, "v", `${name}_items`);
    const loop = [
      "for (let i = 0; i < x.length; i++) {",
      ...indented(["const v = x[i];", ...unless([test])]),
      "}",
    ];
    return [...unless([allowed]), ...loop, "return true;"];
  }

  #union({ by, branches }: UnionNode, v: string, hint: string): string {
    const nullable = branches.length === 2 && branches.some((b) => b.kind === "null");
    const tests = nullFirst(branches).map((branch, i) => ({
      branch,
      test: this.#test(branch, v, nullable ? hint : `${hint}_${i}`),
    }));
    if (by === "type") {
      // Objects before scalars: an engine compares a string fast where only strings have ever been compared.
      const rank = (branch: Node) => (branch.kind === "null" ? 0 : this.#isInline(branch) ? 2 : 1);
      const sorted = tests.sort((a, b) => rank(a.branch) - rank(b.branch));
      return `(${sorted.map(({ test }) => test).join(" || ")})`;
    }
    // The branch of the first key that is there judges; an object without keys belongs to any of them.
    const chain = tests.map(({ branch, test }, i) =>
      i === tests.length - 1 ? test : `${this.#ownsKey(branch, v)} ? ${test} : `,
    );
    return `(typeof ${v} === "object" && ${v} !== null && (${chain.join("")}))`;
  }

  #ownsKey(branch: Node, v: string): string {
    const target = resolved(this.#model, branch);
    if (target.kind !== "object") return "false";
    return target.properties.map((p) => `${memberOf(v, p.name)} !== undefined`).join(" || ");
  }
}
