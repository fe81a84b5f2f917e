import type { Json } from "../json.js";
import type { ArrayNode, ObjectNode, Property } from "../model.js";
import { type Change, stricter, weaker } from "./change.js";
import type { Trial } from "./mutant.js";
import { anyType } from "./scalar-changes.js";

/** A valid value of a node, as small as it gets. */
export type Smallest = (property: Property) => Json | undefined;

/** `isTag` names members that a tagged union looks at itself, before it looks at the branch. */
export function objectChanges(
  node: ObjectNode,
  smallest: Smallest,
  isTag: (name: string) => boolean,
): Change[] {
  return [
    anyType(),
    ...node.properties.filter((p) => !isTag(p.name)).flatMap((p) => presence(node, p, smallest)),
    ...extraChanges(node),
    ...countChanges(node, smallest),
    ...node.exclusive.map((name) =>
      weaker(
        `x-exclusive ${name}`,
        { ...node, exclusive: node.exclusive.filter((n) => n !== name) },
        ...bothOf(node, smallest),
      ),
    ),
    ...requireChanges(node, smallest),
  ];
}

function presence(node: ObjectNode, property: Property, smallest: Smallest): Change[] {
  const { name, required } = property;
  const others = node.properties.filter((p) => p !== property);
  const changed = (p: Property): ObjectNode => ({
    ...node,
    properties: node.properties.map((each) => (each === property ? p : each)),
  });
  if (required)
    return [weaker(`required ${name}`, changed({ ...property, required: false }), { member: name })];
  const value = smallest(property);
  return [
    stricter(`optional ${name}`, changed({ ...property, required: true }), { member: name }),
    ...(node.extra === "none"
      ? [
          stricter(
            `property ${name}`,
            { ...node, properties: others },
            ...(value === undefined ? [] : [{ member: name, value }, { value: { [name]: value } }]),
          ),
        ]
      : []),
  ];
}

function extraChanges(node: ObjectNode): Change[] {
  if (node.extra === "none")
    return [
      weaker(
        "additionalProperties",
        { ...node, extra: "any" },
        { member: "mutant", value: 5 },
        { value: { mutant: 5 } },
      ),
    ];
  const values: readonly Json[] = ["mutant", 5, null, {}, []];
  return [
    stricter(
      "additionalProperties",
      { ...node, extra: "none" },
      ...values.map((value) => ({ member: "mutant", value })),
    ),
  ];
}

function countChanges(node: ObjectNode, smallest: Smallest): Change[] {
  const { minProperties: min, maxProperties: max } = node;
  const empty: Trial = { value: {} };
  const full = allOf(node, smallest);
  const { minProperties: _, ...withoutMin } = node;
  const { maxProperties: __, ...withoutMax } = node;
  const firsts = node.properties.map((p) => only(p, smallest)).filter((t) => t !== undefined);
  return [
    ...(min === undefined || min === 0
      ? []
      : [
          weaker("minProperties", withoutMin, empty),
          stricter("minProperties + 1", { ...node, minProperties: min + 1 }, ...firsts),
        ]),
    ...(max === undefined ? [] : [weaker("maxProperties", withoutMax, full)]),
    ...(max === undefined || max === min
      ? []
      : [stricter("maxProperties - 1", { ...node, maxProperties: max - 1 }, full)]),
  ];
}

function requireChanges(node: ObjectNode, smallest: Smallest): Change[] {
  return node.requires.flatMap((rule, i) => {
    const { when, then, unless } = rule;
    const rest = node.requires.filter((r) => r !== rule);
    const without = allOf(node, smallest, [then]);
    const named = `x-requires ${when}, ${then}`;
    const { unless: _, ...always } = rule;
    return [
      weaker(named, { ...node, requires: rest }, without, { member: then }),
      ...(unless === undefined
        ? []
        : [
            stricter(
              `${named}, unless`,
              { ...node, requires: node.requires.with(i, always) },
              {
                value: { ...(without.value as object), [unless.name]: unless.value },
              },
            ),
          ]),
    ];
  });
}

/** An object with every member, or with all but some. */
function allOf(
  node: ObjectNode,
  smallest: Smallest,
  except: readonly string[] = [],
): { value: { [name: string]: Json } } {
  const members = node.properties
    .filter((p) => !except.includes(p.name))
    .map((p) => [p.name, smallest(p)] as const);
  return { value: Object.fromEntries(members.filter((m): m is [string, Json] => m[1] !== undefined)) };
}

function only(property: Property, smallest: Smallest): Trial | undefined {
  const value = smallest(property);
  return value === undefined ? undefined : { value: { [property.name]: value } };
}

/** Objects in which two members that exclude each other are both given. */
function bothOf(node: ObjectNode, smallest: Smallest): Trial[] {
  const members = node.properties.filter((p) => node.exclusive.includes(p.name));
  return members.flatMap((p) => {
    const value = smallest(p);
    return value === undefined ? [] : [{ member: p.name, value }];
  });
}

export function arrayChanges(node: ArrayNode, item: Json | undefined): Change[] {
  const { minItems: min, maxItems: max } = node;
  const { minItems: _, ...withoutMin } = node;
  const { maxItems: __, ...withoutMax } = node;
  const list = (length: number): Trial[] =>
    item === undefined || length > 100 ? [] : [{ value: Array.from({ length }, () => item) }];
  return [
    anyType(),
    ...(min === undefined || min === 0
      ? []
      : [
          weaker("minItems", withoutMin, ...list(0)),
          ...(min > 1 ? [weaker("minItems - 1", { ...node, minItems: min - 1 }, ...list(min - 1))] : []),
          ...(min === max ? [] : [stricter("minItems + 1", { ...node, minItems: min + 1 }, ...list(min))]),
        ]),
    ...(max === undefined
      ? []
      : [
          weaker("maxItems", withoutMax, ...list(max + 1)),
          ...(min === max ? [] : [stricter("maxItems - 1", { ...node, maxItems: max - 1 }, ...list(max))]),
        ]),
  ];
}
