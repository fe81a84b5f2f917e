import { catalogue } from "@codex-contracts/protocol/catalogue";
import { contractOfEvent } from "@codex-contracts/protocol/contracts";
import { escapeSegment } from "./json-pointer.js";
import { definitionsOf, type SchemaNode, schemaNode, typeInWords } from "./schema-node.js";
import type { ContractAnswer, FieldDocumentation } from "./wire.js";

type Condition = FieldDocumentation["only_when"][number];

interface Place {
  readonly path: string;
  readonly required: boolean;
  readonly conditions: readonly Condition[];
  /** Definitions that are being described, so that a type within itself ends the walk. */
  readonly within: readonly string[];
}

/** What the contract of an event says about each of its fields, for people; undefined for an unknown event type. */
export function contractDocumentation(eventType: string): ContractAnswer | undefined {
  const contract = contractOfEvent(eventType);
  const entry = catalogue.find((each) => each.eventType === eventType);
  if (contract === undefined || entry === undefined) return undefined;
  const root = schemaNode(contract.schema);
  const resolve = resolver(definitionsOf(contract.schema));
  return {
    id: entry.id,
    name: entry.name,
    event_type: eventType,
    description: entry.description,
    privacy: entry.privacy,
    rules: root.rules,
    fields: membersOf(root, { path: "", required: true, conditions: [], within: [] }, resolve),
  };
}

type Resolve = (node: SchemaNode) => { readonly node: SchemaNode; readonly name: string | undefined };

/** Follows a reference; what is said beside it (description, meaning of null) wins over what is said at its target. */
function resolver(definitions: ReadonlyMap<string, SchemaNode>): Resolve {
  return function resolve(node) {
    const [wrapped] = node.allOf;
    const name = node.reference ?? wrapped?.reference;
    const target = name === undefined ? undefined : definitions.get(name);
    if (target === undefined || name === undefined) return { node, name: undefined };
    return { name, node: { ...target, description: node.description ?? target.description } };
  };
}

function membersOf(node: SchemaNode, place: Place, resolve: Resolve): FieldDocumentation[] {
  const own = [...node.properties].flatMap(([name, member]) =>
    fieldsAt(
      member,
      {
        ...place,
        path: `${place.path}/${escapeSegment(name)}`,
        required: node.required.includes(name),
      },
      resolve,
    ),
  );
  const any = { ...place, path: `${place.path}/*`, required: false };
  const each = [node.items, node.mapOf].flatMap((part) =>
    part === undefined ? [] : fieldsAt(part, any, resolve),
  );
  const branches = [...node.oneOf, ...node.anyOf].flatMap((branch) => {
    const resolved = resolve(branch);
    const tag = node.tag === undefined ? undefined : resolved.node.properties.get(node.tag);
    const conditions =
      typeof tag?.constant === "string" && node.tag !== undefined
        ? [...place.conditions, { path: `${place.path}/${escapeSegment(node.tag)}`, value: tag.constant }]
        : place.conditions;
    return inside(resolved, { ...place, conditions }, resolve);
  });
  return [...own, ...each, ...branches];
}

function fieldsAt(member: SchemaNode, place: Place, resolve: Resolve): FieldDocumentation[] {
  const nullable = member.anyOf.some(({ types }) => types.includes("null"));
  const bare = nullable ? member.anyOf.find(({ types }) => !types.includes("null")) : undefined;
  const resolved = resolve(
    bare === undefined ? member : { ...bare, description: member.description ?? bare.description },
  );
  const field: FieldDocumentation = {
    path: place.path,
    description: resolved.node.description ?? "",
    type: nullable ? `${typeInWords(resolved.node)} or null` : typeInWords(resolved.node),
    required: place.required,
    null_means: member.nullMeans ?? resolved.node.nullMeans ?? null,
    unit: resolved.node.unit ?? null,
    privacy: resolved.node.privacy ?? null,
    only_when: place.conditions,
  };
  return [field, ...inside(resolved, place, resolve)];
}

function inside(resolved: ReturnType<Resolve>, place: Place, resolve: Resolve): FieldDocumentation[] {
  const { node, name } = resolved;
  if (name !== undefined && place.within.includes(name)) return [];
  const within = name === undefined ? place.within : [...place.within, name];
  return membersOf(node, { ...place, within }, resolve);
}
