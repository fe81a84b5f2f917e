import type { Schema } from "../schema.js";

/** What a library makes of one schema. */
export interface Judge {
  /** Says yes or no by the library's fastest way. */
  readonly is: (value: unknown) => boolean;
  /** Every issue of a refused value, in the library's own form. */
  readonly issues: (value: unknown) => readonly unknown[];
}

/** A library that people would use instead, fed from the same schema. */
export interface Peer {
  readonly name: string;
  readonly judge: (schema: Schema) => Judge | Promise<Judge>;
}
