/** Somebody who says of a value whether it belongs to a contract. */
export interface Judge {
  readonly name: string;
  readonly accepts: (value: unknown) => boolean;
}
