import type { Json } from "../json.js";
import type { Node } from "../model.js";

/** Whether a mutant accepts more than the schema, which an invalid example notices, or less, which a valid one does. */
export type Direction = "weaker" | "stricter";

/** One constraint of one type, changed. */
export interface Mutant {
  /** Name of the type that holds the constraint. */
  readonly type: string;
  /** Where in the type: member names joined by dots, `[]` for items, `*` for the values of a map; empty for itself. */
  readonly place: string;
  /** What was changed: `required`, `minimum`, `word failed`. */
  readonly change: string;
  readonly direction: Direction;
  /** The whole type, changed. */
  readonly node: Node;
  /** What might tell the mutant from the schema: values for the place itself, or for a member of it. */
  readonly trials: readonly Trial[];
}

/** A value to put at the place of a mutant, or at a member of it; no value takes the member away. */
export interface Trial {
  readonly member?: string;
  readonly value?: Json;
}

/** `TurnEventParams.status: word failed`, as tables and messages name a mutant. */
export function nameOf({ type, place, change }: Pick<Mutant, "type" | "place" | "change">): string {
  return `${type}${place === "" ? "" : place.startsWith("[") ? place : `.${place}`}: ${change}`;
}
