import type { ObjectNode } from "../model.js";
import { localName } from "./locals.js";

/* Conditions on an object as a whole. The members that its rules name are variables; `n` is the number of its keys. */

/** Whether a rule between members names one. */
export function isInRule(name: string, { exclusive, requires }: ObjectNode): boolean {
  return (
    exclusive.includes(name) ||
    requires.some(({ when, then, unless }) => [when, then, unless?.name].includes(name))
  );
}

/** Conditions between members. */
export function rules({ exclusive, requires }: ObjectNode): string[] {
  const pairs = exclusive.flatMap((a, i) =>
    exclusive.slice(i + 1).map((b) => `(${localName(a)} == null || ${localName(b)} == null)`),
  );
  const needs = requires.map(({ when, then, unless }) => {
    const except =
      unless === undefined ? "" : ` || ${localName(unless.name)} === ${JSON.stringify(unless.value)}`;
    return `(${localName(when)} == null || ${localName(then)} != null${except})`;
  });
  return [...pairs, ...needs];
}

/**
 * What the number of keys must be. A closed object with at most one optional member holds nothing else
 * when all required members are there and the count is right: no name has to be compared.
 */
export function keyCounts(node: ObjectNode): string[] {
  if (node.extra !== "none") return keyLimits(node);
  const required = node.properties.filter((p) => p.required).length;
  const optional = node.properties.find((p) => !p.required)?.name;
  const exactly = `n === ${required}`;
  const closed =
    optional === undefined
      ? exactly
      : `(${exactly} || (n === ${required + 1} && ${JSON.stringify(optional)} in x))`;
  return [closed, ...keyLimits(node)];
}

export function keyLimits({ minProperties, maxProperties }: ObjectNode): string[] {
  return between("n", minProperties, maxProperties);
}

export function between(value: string, minimum: number | undefined, maximum: number | undefined): string[] {
  if (minimum === maximum) return minimum === undefined ? [] : [`${value} === ${minimum}`];
  return [
    ...(minimum === undefined ? [] : [`${value} >= ${minimum}`]),
    ...(maximum === undefined ? [] : [`${value} <= ${maximum}`]),
  ];
}

/** An array would pass for an object that needs no member. */
export function mayBeArray({ properties, extra, minProperties = 0 }: ObjectNode): boolean {
  return !properties.some((p) => p.required) && !(extra === "none" && minProperties > 0);
}
