import type { NetworkAccess } from "@codex-contracts/protocol/permissions";
import type { AccessMode } from "../model/entry.js";
import type { Enforcement } from "../model/file-system-policy.js";

/** Whether the second profile allows more or less than the first. */
export type Change = "grants" | "takes-away";

/** One difference between two profiles, in the order: who enforces, the network, places, patterns, their depth. */
export type Difference =
  | {
      readonly kind: "enforcement";
      readonly before: Enforcement;
      readonly after: Enforcement;
      readonly change: Change;
    }
  | {
      readonly kind: "network";
      readonly before: NetworkAccess;
      readonly after: NetworkAccess;
      readonly change: Change;
    }
  /** A path with all below it that is not itself listed, or `:minimal`. */
  | {
      readonly kind: "place";
      readonly place: string;
      readonly before: AccessMode;
      readonly after: AccessMode;
      readonly change: Change;
    }
  /** A deny pattern that only one of the two has, where the other allows something that it may match. */
  | { readonly kind: "deny-glob"; readonly pattern: string; readonly change: Change }
  /** How deep Codex looks for the files of patterns that both have; absent for no bound. */
  | {
      readonly kind: "scan-depth";
      readonly before: number | undefined;
      readonly after: number | undefined;
      readonly change: Change;
    };
