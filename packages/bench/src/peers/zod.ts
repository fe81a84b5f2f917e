import { z } from "zod";
import { type Builder, buildFromSchema, type ObjectForm } from "./build-from-schema.js";
import type { Peer } from "./peer.js";

export const zod: Peer = {
  name: "zod 4",
  judge(schema) {
    const type = buildFromSchema(schema, builder);
    return {
      is: (value) => type.safeParse(value).success,
      issues: (value) => type.safeParse(value).error?.issues ?? [],
    };
  },
};

const builder: Builder<z.ZodType> = {
  any: () => z.unknown(),
  nothing: () => z.null(),
  boolean: () => z.boolean(),
  string({ nonEmpty, pattern }) {
    let type = z.string();
    if (nonEmpty) type = type.min(1);
    if (pattern !== undefined) type = type.regex(new RegExp(pattern, "u"));
    return type;
  },
  number({ integer, minimum, maximum }) {
    // `z.int()` keeps to safe integers by itself.
    let type: z.ZodNumber = integer ? z.int() : z.number();
    if (!integer || minimum > -Number.MAX_SAFE_INTEGER) type = type.min(minimum);
    if (!integer || maximum < Number.MAX_SAFE_INTEGER) type = type.max(maximum);
    return type;
  },
  literal: (value) => z.literal(value),
  words: (words) => z.enum(words),
  array(items, { minimum, maximum }) {
    let type = z.array(items);
    if (minimum > 0) type = type.min(minimum);
    if (maximum < Infinity) type = type.max(maximum);
    return type;
  },
  object: (form) => withRules(objectType(form), form),
  // Branches of a tagged union are objects.
  tagged: (tag, branches) => z.discriminatedUnion(tag, branches as [z.ZodObject, ...z.ZodObject[]]),
  nullable: (inner) => z.nullable(inner),
  union: (branches) => z.union(branches as [z.ZodType, ...z.ZodType[]]),
};

function objectType({ members, extra }: ObjectForm<z.ZodType>): z.ZodType {
  if (members.length === 0 && typeof extra === "object") return z.record(z.string(), extra.type);
  const shape = Object.fromEntries(members.map((m) => [m.name, m.required ? m.type : m.type.optional()]));
  if (extra === "none") return z.strictObject(shape);
  return extra === "any" ? z.looseObject(shape) : z.object(shape).catchall(extra.type);
}

function withRules(type: z.ZodType, { minimum, maximum, exclusive }: ObjectForm<z.ZodType>): z.ZodType {
  let out = type as z.ZodType<Record<string, unknown>>;
  for (const [a, b] of exclusive) out = out.refine((value) => value[a] == null || value[b] == null);
  if (minimum > 0) out = out.refine((value) => Object.keys(value).length >= minimum);
  if (maximum < Infinity) out = out.refine((value) => Object.keys(value).length <= maximum);
  return out;
}
