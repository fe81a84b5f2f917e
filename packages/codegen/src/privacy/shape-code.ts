import { isScalar, resolved } from "../emit/conditions.js";
import { memberOf } from "../emit/locals.js";
import type { Json } from "../json.js";
import type { Annotations, Model, Node, ObjectNode, PrivacyClass, Property } from "../model.js";
import { classOf } from "./classes.js";
import { overlay } from "./overlay.js";
import { placeholder } from "./placeholder.js";

/** Whether a value may stay away where it stands, and what the rules between members ask of it. */
interface Standing {
  readonly optional: boolean;
  /** Another member needs it, so that it may be neither left out nor null. */
  readonly needed: boolean;
}

const STAYS: Standing = { optional: false, needed: false };

const CLASS_LETTERS: Readonly<Record<PrivacyClass, string>> = {
  public: "p",
  internal: "i",
  "pseudonymous-id": "d",
  sensitive: "s",
};

/** What the runtime puts in place of a value unless the code of its leaf says otherwise. */
const USUAL: Readonly<Record<string, Json>> = { t: "redacted", n: 0, b: false };

/**
 * The privacy shape of a node as TypeScript: who is how sensitive, and what may take the place of a value.
 * `reference` gives the expression that stands for a named type.
 */
export function shapeCode(
  model: Model,
  node: Node,
  notes: Annotations,
  reference: (type: string) => string,
): string {
  return new ShapeCode(model, reference).shape(node, notes);
}

class ShapeCode {
  readonly #model: Model;
  readonly #reference: (type: string) => string;

  constructor(model: Model, reference: (type: string) => string) {
    this.#model = model;
    this.#reference = reference;
  }

  /** A shape where it stands: a leaf says all in its code, another shape is put beside its flags. */
  member(node: Node, notes: Annotations, standing: Standing): string {
    const leaf = this.#leaf(node, notes, standing);
    if (leaf !== undefined) return JSON.stringify(leaf);
    const flags = flagsOf(standing, this.#nullable(node));
    const value = flags === "" || standing.needed ? this.#placeholderOfVanishing(node, notes) : undefined;
    const shape = this.shape(node, notes);
    if (value !== undefined) return `[${shape}, ${JSON.stringify(flags)}, ${JSON.stringify(value)}]`;
    return flags === "" ? shape : `[${shape}, ${JSON.stringify(flags)}]`;
  }

  shape(node: Node, notes: Annotations): string {
    const leaf = this.#leaf(node, notes, STAYS);
    if (leaf !== undefined) return JSON.stringify(leaf);
    switch (node.kind) {
      case "ref":
        // A class that the place adds is not in the shape of the type.
        return notes.privacy === undefined
          ? this.#reference(node.type)
          : this.shape(
              resolved(this.#model, node),
              overlay(notes, this.#model.typeByName.get(node.type)?.notes),
            );
      case "array":
        return `{ a: ${this.member(node.items, overlay(node.itemNotes, notes), STAYS)}${limit(node.minItems)} }`;
      case "object":
        return this.#object(node);
      case "tagged":
        return `{ t: ${JSON.stringify(node.tag)}, b: [${node.branches.map((b) => this.shape(b.node, notes)).join(", ")}] }`;
      case "union": {
        const branches = node.branches
          .map((branch, i) => ({ branch, said: overlay(notes, node.branchNotes[i]) }))
          .filter(({ branch }) => branch.kind !== "null");
        if (node.by === "keys") return this.#merged(branches.map(({ branch }) => branch));
        const codes = branches.map(({ branch, said }) => this.shape(branch, said));
        return codes.length === 1 ? (codes[0] ?? "") : `{ u: [${codes.join(", ")}] }`;
      }
      default:
        throw new Error("a scalar is a leaf");
    }
  }

  #object(node: ObjectNode): string {
    const needed = new Set(node.requires.map((rule) => rule.then));
    const members = node.properties.map(
      (p) =>
        `${key(p)}: ${this.member(p.node, p.notes, { optional: !p.required, needed: needed.has(p.name) })}`,
    );
    const { extra } = node;
    const rest =
      typeof extra === "object"
        ? `, x: ${this.member(extra.node, extra.notes, STAYS)}, k: ${JSON.stringify(CLASS_LETTERS[extra.keyPrivacy])}`
        : extra === "any"
          ? ', x: "sx"'
          : "";
    return `{ m: { ${members.join(", ")} }${rest}${limit(node.minProperties)} }`;
  }

  /** Branches that are told by their keys share none, and all their members are optional: one object holds them all. */
  #merged(branches: readonly Node[]): string {
    const objects = branches.map((branch) => resolved(this.#model, branch));
    const properties = objects.flatMap((o) => (o.kind === "object" ? o.properties : []));
    return this.#object({
      kind: "object",
      properties,
      extra: "none",
      rejectUnknown: true,
      exclusive: [],
      requires: [],
    });
  }

  /** Code of a scalar: class, JSON types, flags, and after `:` what takes its place; `=` and the value of a constant. */
  #leaf(node: Node, near: Annotations, standing: Standing): string | undefined {
    if (!isScalar(this.#model, node)) return undefined;
    const notes = this.#said(node, near);
    const target = resolved(this.#model, node);
    const branches =
      target.kind === "union" ? target.branches.map((b) => resolved(this.#model, b)) : [target];
    const scalars = branches.filter((b) => b.kind !== "null");
    const flags = flagsOf(standing, scalars.length < branches.length);
    const [only] = scalars;
    if (only === undefined) return `p${flags}`;
    if (only.kind === "const" && scalars.length === 1) return `${flags}=${JSON.stringify(only.value)}`;
    const privacy = classOf({ node: target, notes });
    const types = scalars.map(typeLetter).join("");
    const value = placeholder(this.#model, scalars.length === 1 ? only : target, notes);
    const replaced = privacy !== "public" && (flags === "" || standing.needed);
    const written = replaced && value !== undefined && value !== USUAL[types.charAt(0)];
    return `${CLASS_LETTERS[privacy]}${types}${flags}${written ? `:${JSON.stringify(value)}` : ""}`;
  }

  /** What the place and the types behind a reference say together; of two classes the higher one. */
  #said(node: Node, near: Annotations): Annotations {
    if (node.kind === "ref") {
      const type = this.#model.typeByName.get(node.type);
      return type === undefined ? near : this.#said(type.node, overlay(near, type.notes));
    }
    if (node.kind !== "union") return near;
    return node.branches.reduce(
      (said, branch, i) => this.#said(branch, overlay(said, node.branchNotes[i])),
      near,
    );
  }

  #nullable(node: Node): boolean {
    const target = resolved(this.#model, node);
    return target.kind === "union" && target.branches.some((b) => b.kind === "null" || this.#nullable(b));
  }

  #placeholderOfVanishing(node: Node, notes: Annotations): Json | undefined {
    return this.#canVanish(node, new Set()) ? placeholder(this.#model, node, notes) : undefined;
  }

  /** Whether so much of a value may be taken away that nothing valid is left. */
  #canVanish(node: Node, within: ReadonlySet<Node>): boolean {
    const target = resolved(this.#model, node);
    if (isScalar(this.#model, target)) return target.kind !== "const";
    if (within.has(target)) return false;
    const inner = new Set([...within, target]);
    switch (target.kind) {
      case "array":
        return (target.minItems ?? 0) > 0 && this.#canVanish(target.items, inner);
      case "object":
        return (target.minProperties ?? 0) > target.properties.filter((p) => p.required).length;
      case "tagged":
        return target.branches.some((b) => this.#canVanish(b.node, inner));
      case "union":
        return target.branches.some((b) => this.#canVanish(b, inner));
      default:
        return false;
    }
  }
}

function flagsOf({ optional, needed }: Standing, nullable: boolean): string {
  return `${nullable ? "0" : ""}${optional ? "?" : ""}${needed ? "!" : ""}`;
}

function limit(least: number | undefined): string {
  return least === undefined || least === 0 ? "" : `, n: ${least}`;
}

function typeLetter(node: Node): string {
  if (node.kind === "const")
    return { string: "t", number: "n", boolean: "b" }[typeof node.value as string] ?? "";
  const letters: Partial<Record<Node["kind"], string>> = {
    string: "t",
    number: "n",
    boolean: "b",
    enum: "w",
    any: "x",
  };
  return letters[node.kind] ?? "";
}

function key({ name }: Property): string {
  return memberOf("", name).startsWith(".") ? name : JSON.stringify(name);
}
