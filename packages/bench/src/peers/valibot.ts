import * as v from "valibot";
import { type Builder, buildFromSchema, type ObjectForm } from "./build-from-schema.js";
import type { Peer } from "./peer.js";

type Type = v.GenericSchema<unknown>;

export const valibot: Peer = {
  name: "valibot",
  judge(schema) {
    const type = buildFromSchema(schema, builder);
    return {
      is: (value) => v.is(type, value),
      issues: (value) => v.safeParse(type, value).issues ?? [],
    };
  },
};

const builder: Builder<Type> = {
  any: () => v.unknown(),
  nothing: () => v.null(),
  boolean: () => v.boolean(),
  string({ nonEmpty, pattern }) {
    const checks = [
      ...(nonEmpty ? [v.minLength<string, 1>(1)] : []),
      ...(pattern === undefined ? [] : [v.regex<string>(new RegExp(pattern, "u"))]),
    ];
    return piped(v.string(), checks);
  },
  number({ integer, minimum, maximum }) {
    const checks = [
      ...(integer ? [v.safeInteger<number>()] : []),
      ...(!integer || minimum > -Number.MAX_SAFE_INTEGER ? [v.minValue<number, number>(minimum)] : []),
      ...(!integer || maximum < Number.MAX_SAFE_INTEGER ? [v.maxValue<number, number>(maximum)] : []),
    ];
    return piped(v.number(), checks);
  },
  literal: (value) => v.literal(value),
  words: (words) => v.picklist(words),
  array(items, { minimum, maximum }) {
    const checks = [
      ...(minimum > 0 ? [v.minLength<unknown[], number>(minimum)] : []),
      ...(maximum < Infinity ? [v.maxLength<unknown[], number>(maximum)] : []),
    ];
    return piped(v.array(items), checks);
  },
  object: (form) => piped(objectType(form), rules(form)),
  // Branches of a tagged union are objects with the tag in them.
  tagged: (tag, branches) => v.variant(tag, branches as never),
  nullable: (inner) => v.nullable(inner),
  union: (branches) => v.union(branches),
};

function objectType({ members, extra }: ObjectForm<Type>): Type {
  if (members.length === 0 && typeof extra === "object") return v.record(v.string(), extra.type);
  const entries = Object.fromEntries(members.map((m) => [m.name, m.required ? m.type : v.optional(m.type)]));
  if (extra === "none") return v.strictObject(entries);
  return extra === "any" ? v.looseObject(entries) : v.objectWithRest(entries, extra.type);
}

function rules({ minimum, maximum, exclusive }: ObjectForm<Type>): v.CheckAction<never, string>[] {
  const check = (rule: (value: Record<string, unknown>) => boolean) => v.check(rule, "rule") as never;
  return [
    ...exclusive.map(([a, b]) => check((value) => value[a] == null || value[b] == null)),
    ...(minimum > 0 ? [check((value) => Object.keys(value).length >= minimum)] : []),
    ...(maximum < Infinity ? [check((value) => Object.keys(value).length <= maximum)] : []),
  ];
}

/** A pipe only where there is something to pipe, since each costs. */
function piped(type: Type, checks: readonly unknown[]): Type {
  return checks.length === 0 ? type : (v.pipe as unknown as (...items: unknown[]) => Type)(type, ...checks);
}
