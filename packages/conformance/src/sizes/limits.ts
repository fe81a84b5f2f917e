import type { ContractSize, Sizes } from "./measure.js";

/** A limit that the project keeps, in bytes. 1 KB is 1000 bytes here, the smaller of its two meanings. */
export interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly sizes: (sizes: Sizes) => readonly { readonly id: string; readonly size: number }[];
}

export const LIMITS: readonly Limit[] = [
  { what: "the accept path of one event", limit: 1400, sizes: ofEvents(({ is }) => is) },
  { what: "the explanation of one event", limit: 6000, sizes: ofEvents(({ explain }) => explain) },
  {
    what: "the accept paths of all contracts together",
    limit: 8000,
    sizes: ({ everyIs }) => [{ id: "all", size: everyIs }],
  },
];

/** What may be larger than its limit: to a size of its own, for a reason. One that keeps the limit again fails the tests. */
export interface LimitException {
  readonly what: string;
  readonly id: string;
  readonly limit: number;
  readonly reason: string;
}

export const LIMIT_EXCEPTIONS: readonly LimitException[] = [
  {
    what: "the accept path of one event",
    id: "analytics/codex-guardian-review",
    limit: 1600,
    reason:
      "seven kinds of reviewed action, three of which carry file-system permissions with all their kinds of paths: their names and words alone, as a list, take 1149 bytes",
  },
];

function ofEvents(size: (contract: ContractSize) => number): Limit["sizes"] {
  return ({ contracts }) =>
    contracts.filter(({ isEvent }) => isEvent).map((contract) => ({ id: contract.id, size: size(contract) }));
}
