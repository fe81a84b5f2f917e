/** What Codex lets a member of an output be. */
export type Shape = TextShape | FlagShape | WordShape | AnyShape | ObjectShape;

/** A string or null. */
export interface TextShape {
  readonly kind: "text";
}
/** True or false, and not null. */
export interface FlagShape {
  readonly kind: "flag";
}
/** One of the words; or null, unless it has to be there. */
export interface WordShape {
  readonly kind: "word";
  readonly words: readonly string[];
  readonly required: boolean;
  /** The word to write when any would do. */
  readonly preferred?: string;
}
/** Any JSON value; null counts as absent. */
export interface AnyShape {
  readonly kind: "any";
}
/** An object without further members; null counts as absent. */
export interface ObjectShape {
  readonly kind: "object";
  readonly members: Readonly<Record<string, Shape>>;
}

export const text: TextShape = { kind: "text" };
export const flag: FlagShape = { kind: "flag" };
export const any: AnyShape = { kind: "any" };

export function word(...words: readonly string[]): WordShape {
  return { kind: "word", words, required: false };
}

export function requiredWord(words: readonly string[], preferred?: string): WordShape {
  return { kind: "word", words, required: true, ...(preferred === undefined ? {} : { preferred }) };
}

export function object(members: Readonly<Record<string, Shape>>): ObjectShape {
  return { kind: "object", members };
}
