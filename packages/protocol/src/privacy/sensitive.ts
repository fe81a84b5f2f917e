declare const mark: unique symbol;

/**
 * A value that can carry content of a user or an organisation. At run time it is the value itself; for the
 * compiler it is none of the plain types, so that it cannot be passed, stored or logged where a plain one is asked for.
 */
export interface Sensitive<T> {
  readonly [mark]: T;
}

/** Marks a value as sensitive. */
export function conceal<T>(value: T): Sensitive<T> {
  // The mark exists for the compiler alone.
  return value as unknown as Sensitive<T>;
}

/** The value itself, for who may see it. Search for its calls to find every place that does. */
export function reveal<T>(value: Sensitive<T>): T {
  // The mark exists for the compiler alone.
  return value as unknown as T;
}
