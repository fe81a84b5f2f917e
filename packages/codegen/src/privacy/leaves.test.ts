import { describe, expect, it } from "vitest";
import type { Annotations, Model, Node, Property, TypeModel } from "../model.js";
import { leaves } from "./leaves.js";

const TEXT: Node = { kind: "string", nonEmpty: false };
const NOTES: Annotations = { description: "", examples: [] };
const SECRET: Annotations = { ...NOTES, privacy: "sensitive" };

function object(properties: Record<string, Node>, notes = NOTES): Node {
  const members = Object.entries(properties).map(
    ([name, node]): Property => ({ name, required: true, node, notes }),
  );
  return {
    kind: "object",
    properties: members,
    extra: "none",
    rejectUnknown: false,
    exclusive: [],
    requires: [],
  };
}

function map(node: Node): Node {
  const extra = { node, notes: SECRET, keyPrivacy: "internal" } as const;
  return { kind: "object", properties: [], extra, rejectUnknown: false, exclusive: [], requires: [] };
}

function modelOf(nodes: Record<string, Node>, notes = NOTES): Model {
  const types = Object.entries(nodes).map(
    ([name, node]): TypeModel => ({ name, description: "", node, notes, file: "", module: "", schema: {} }),
  );
  return {
    contracts: [],
    types,
    typeByName: new Map(types.map((t) => [t.name, t])),
    rootOf: new Map(),
    families: [],
  };
}

function leavesOf(nodes: Record<string, Node>) {
  const model = modelOf(nodes);
  return leaves(model, model.types[0] as TypeModel);
}

const paths = (nodes: Record<string, Node>) => leavesOf(nodes).map((leaf) => leaf.path);

describe("leaves", () => {
  it("follow references", () => {
    expect(paths({ A: object({ b: { kind: "ref", type: "B" } }), B: object({ c: TEXT }) })).toEqual(["b.c"]);
  });

  it("name any item of a list with brackets", () => {
    const list: Node = { kind: "array", items: object({ id: TEXT }), itemNotes: NOTES };
    expect(paths({ A: object({ list }) })).toEqual(["list[].id"]);
  });

  it("hold the names of a map and what lies behind them", () => {
    const found = leavesOf({ A: object({ env: map(TEXT) }) });
    expect(found.map((leaf) => [leaf.path, leaf.key ?? false, leaf.notes.privacy])).toEqual([
      ["env.*", true, "internal"],
      ["env.*", false, "sensitive"],
    ]);
  });

  it("go through every branch of a union and pass over null", () => {
    const branches = [object({ id: TEXT }), TEXT, { kind: "null" }] as const;
    const union: Node = { kind: "union", by: "type", branches, branchNotes: [NOTES, NOTES, NOTES] };
    expect(paths({ A: object({ value: union }) })).toEqual(["value.id", "value"]);
  });

  it("go through every branch of a tagged union", () => {
    const branches = ["x", "y"].map((value) => ({
      value,
      node: object({ type: { kind: "const", value }, [value]: TEXT }),
    }));
    expect(paths({ A: { kind: "tagged", tag: "type", branches, open: false } })).toEqual([
      "type",
      "x",
      "type",
      "y",
    ]);
  });

  it("stop where a type would stand inside itself", () => {
    expect(paths({ A: object({ name: TEXT, next: { kind: "ref", type: "A" } }) })).toEqual(["name"]);
  });

  it("take the class of a named value from its type", () => {
    const model = modelOf({ A: object({ path: { kind: "ref", type: "Path" } }), Path: TEXT }, SECRET);
    expect(leaves(model, model.types[0] as TypeModel)[0]?.notes.privacy).toBe("sensitive");
  });

  it("count what an open object may hold as sensitive", () => {
    const open: Node = {
      kind: "object",
      properties: [],
      extra: "any",
      rejectUnknown: false,
      exclusive: [],
      requires: [],
    };
    expect(leavesOf({ A: object({ more: open }) }).map((l) => [l.path, l.notes.privacy])).toEqual([
      ["more.*", "sensitive"],
    ]);
  });

  it("end at a reference that is not to be followed", () => {
    const model = modelOf({ A: object({ b: { kind: "ref", type: "B" } }), B: TEXT });
    const found = leaves(model, model.types[0] as TypeModel, { follow: () => false });
    expect(found.map(({ path, node }) => [path, node.kind])).toEqual([["b", "ref"]]);
  });
});
