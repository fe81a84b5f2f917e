import type { Json } from "../json.js";
import type { Refusal } from "./find/validators.js";
import type { Role, Severity } from "./rules.js";

/** Who can be broken by a change. */
export const PARTIES = ["producers", "stored-data", "consumers", "typescript"] as const;
/**
 * `producers`: who still sends what was valid is refused. `stored-data`: what was valid cannot be read any more.
 * `consumers`: readers that were not updated refuse what is valid now. `typescript`: code over the generated types
 * no longer compiles.
 */
export type Party = (typeof PARTIES)[number];

/** `compatible` is proven, `breaking` has a payload that shows it, all else is `unknown`. */
export type Verdict = "compatible" | "breaking" | "unknown";

/** Which payloads have to stay readable: those of before, those of after, or both. */
export const MODES = ["backward", "forward", "full"] as const;
export type Mode = (typeof MODES)[number];

/** A payload that the validator of one side accepts and the other refuses; both were run. */
export interface Witness {
  readonly contract: string;
  readonly acceptedBy: "old" | "new";
  readonly payload: Json;
  /** Where and by which keyword the other side refuses it. */
  readonly refusals: readonly Refusal[];
  /** Tolerant readers of the refusing side refuse it too. */
  readonly refusedByTolerant: boolean;
}

/** One change at one place. */
export interface Change {
  readonly rule: string;
  /** What changed, as a sentence. */
  readonly says: string;
  readonly contract: string;
  /** Place in the payload, JSON Pointer with `/*` for items and other members and `[tag]` for branches. */
  readonly path: string;
  /** Other contracts in which the same change is found. */
  readonly alsoIn: readonly string[];
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly breaks: readonly Party[];
  readonly unknown: readonly Party[];
  readonly witnesses: readonly Witness[];
  readonly typescript?: string;
  readonly note?: string;
  /** The schema file of the contract in the newer set, or in the older when it is gone. */
  readonly file: string;
}

/** What is proven of one contract. */
export interface ContractVerdict {
  readonly contract: string;
  readonly producers: Verdict;
  readonly storedData: Verdict;
  readonly consumers: Verdict;
}

/** Everything that a comparison found. Members are only ever added within one `version`. */
export interface CompatReport {
  readonly version: 1;
  readonly old: string;
  readonly new: string;
  readonly role: Role;
  readonly mode: Mode;
  readonly contracts: readonly ContractVerdict[];
  readonly changes: readonly Change[];
  /** The worst severity; null when nothing changed. */
  readonly severity: Severity | null;
}
