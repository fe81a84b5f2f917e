import type { Bench } from "./compare/bench.js";
import type { Walker } from "./compare/walk.js";
import type { Judges } from "./find/witness.js";

/** What holds for every payload of a contract. */
export interface Holds {
  readonly producers: boolean;
  readonly storedData: boolean;
  /** Readers of before as written. */
  readonly strictConsumers: boolean;
  readonly consumers: boolean;
}

/** What a comparison works with. */
export interface Tools {
  readonly bench: Bench;
  readonly judges: Judges;
  readonly walker: Walker;
}
