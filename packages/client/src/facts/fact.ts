import type {
  Fact as KnownFact,
  NotificationFact,
  RequestFact,
  ResponseFact,
} from "@codex-contracts/protocol/facts";

/** A request of a method that the reducer does not read (R5). */
export type OtherRequestFact = Omit<RequestFact, "request"> & { request: OtherMessage };
/** The answer to a request of a method that the reducer does not read. */
export type OtherResponseFact = Omit<ResponseFact, "response"> & { response: OtherMessage };
/** A notification that the reducer does not read (R20). */
export type OtherNotificationFact = Omit<NotificationFact, "notification"> & { notification: OtherMessage };

/** A message of the wire that only its method is known of. */
export interface OtherMessage {
  readonly method: string;
  readonly [member: string]: unknown;
}

/**
 * Anything that the reducer is told; `fact` tells them apart. Their shapes are the contracts of
 * `@codex-contracts/protocol/facts`. Messages of the wire may be given as they are, of any method.
 */
export type Fact = KnownFact | OtherRequestFact | OtherResponseFact | OtherNotificationFact;

/** The word that tells a fact from the others. */
export type FactName = KnownFact["fact"];

/** The fact of one name. */
export type FactOf<Name extends FactName> = Extract<Fact, { fact: Name }>;
