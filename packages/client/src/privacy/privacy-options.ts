import type { PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";

export interface PrivacyOptions {
  /**
   * The most sensitive class of values that leaves: `public`, `internal`, `pseudonymous-id` (the default), or
   * `sensitive` for everything. What is above is left out or null, keys of maps (repository paths) are hashed.
   */
  readonly ceiling?: PrivacyClass;
  /**
   * Secret under which keys are hashed: the same secret gives the same hash in every process. Random for each
   * client when left out, so that hashes of different clients cannot be compared.
   */
  readonly secret?: string;
}
