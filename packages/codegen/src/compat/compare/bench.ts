import type { Sampler } from "../find/sample.js";
import type { Prover } from "../prove/subsume.js";
import type { Space } from "../shape/space.js";

/** The tools of a comparison. */
export interface Bench {
  readonly space: Space;
  readonly sampler: Sampler;
  readonly prover: Prover;
  /** Short texts that match a pattern. */
  readonly wordsOf: (pattern: string) => readonly string[];
}
