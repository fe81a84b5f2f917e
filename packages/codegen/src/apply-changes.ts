import { isJsonObject, type Json } from "./json.js";

/** A place in a value and what to put there; without a value the place is taken away. */
export type ValueChange = readonly [pointer: string, value: Json] | readonly [pointer: string];

/** A copy of a value with some places changed, one after the other; undefined when a place is not there. */
export function applyChanges(value: Json, changes: readonly ValueChange[]): Json | undefined {
  let changed: Json | undefined = value;
  for (const change of changes) {
    if (changed === undefined) return undefined;
    changed = changedAt(changed, segmentsOf(change[0]), change);
  }
  return changed;
}

export function segmentsOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function changedAt(value: Json, [first, ...rest]: readonly string[], change: ValueChange): Json | undefined {
  if (first === undefined) return change.length === 2 ? change[1] : undefined;
  const [, replacement] = change;
  if (Array.isArray(value)) {
    const index = Number(first);
    const item: Json | undefined = value[index];
    const inner =
      rest.length === 0 ? replacement : item === undefined ? undefined : changedAt(item, rest, change);
    // Items of a list are replaced, never taken away.
    return inner === undefined || index > value.length ? undefined : value.toSpliced(index, 1, inner);
  }
  if (!isJsonObject(value)) return undefined;
  const member = Object.hasOwn(value, first) ? value[first] : undefined;
  const inner =
    rest.length === 0 ? replacement : member === undefined ? undefined : changedAt(member, rest, change);
  const gone = rest.length === 0 && change.length === 1;
  if (inner === undefined) return gone && member !== undefined ? without(value, first) : undefined;
  return { ...value, [first]: inner };
}

function without(value: { readonly [name: string]: Json }, name: string): Json {
  const { [name]: _, ...rest } = value;
  return rest;
}
