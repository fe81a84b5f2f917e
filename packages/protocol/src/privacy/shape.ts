/**
 * How sensitive the values of a type are, as generated: the code of a leaf (see `leaf.ts`), an object, an array,
 * a tagged union, a union by JSON type, or, where a type holds itself, a function that returns its shape.
 */
export type PrivacyShape =
  | string
  | ObjectShape
  | ArrayShape
  | TaggedShape
  | UnionShape
  | (() => PrivacyShape);

/** A shape where it stands; beside one that is no leaf, its flags and what stands in for it. */
export type MemberShape = PrivacyShape | readonly [shape: PrivacyShape, flags: string, placeholder?: unknown];

export interface ObjectShape {
  /** The members that the contract knows. */
  readonly m: Readonly<Record<string, MemberShape>>;
  /** Values of a map, or of an object that is open by contract. */
  readonly x?: MemberShape;
  /** Letter of the class of the keys of a map; those of an open object are as sensitive as can be. */
  readonly k?: string;
  /** How many members there must be. */
  readonly n?: number;
}

export interface ArrayShape {
  readonly a: MemberShape;
  /** How many items there must be. */
  readonly n?: number;
}

export interface TaggedShape {
  /** Name of the tag. */
  readonly t: string;
  readonly b: readonly PrivacyShape[];
}

export interface UnionShape {
  readonly u: readonly PrivacyShape[];
}
