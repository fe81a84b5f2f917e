import { isReducible, type PrivacyClass, reduceTo } from "@codex-contracts/protocol/privacy/analytics";
import { tables } from "../gen/tables.js";
import type { JudgedEvent } from "./store.js";

/** What may be kept of an event, and where something was taken away. */
export interface KeptEvent {
  readonly event: unknown;
  /** JSON Pointers. */
  readonly removed: readonly string[];
}

const CONTRACTS: ReadonlyMap<string, string> = new Map(tables.map(({ name, contract }) => [name, contract]));

/** Characters of an event beyond which only its type is kept. */
const LONGEST = 256 * 1024;

/**
 * What a quarantine may hold of an event: values of known fields up to the ceiling. Values of unknown and of more
 * sensitive fields, and everything of an event without a contract, stay out. What is not classified counts as
 * sensitive, so that under that ceiling all is kept.
 */
export function keptEvent(judged: JudgedEvent, ceiling: PrivacyClass): KeptEvent {
  const kept = ceiling === "sensitive" ? { event: judged.event, removed: [] } : reduced(judged, ceiling);
  return JSON.stringify(kept.event)?.length > LONGEST ? onlyType(judged) : kept;
}

function reduced({ event, eventType }: JudgedEvent, ceiling: PrivacyClass): KeptEvent {
  const contract = eventType === null ? undefined : CONTRACTS.get(eventType);
  if (contract === undefined || !isReducible(contract)) return onlyType({ eventType });
  const { value, removed } = reduceTo(contract, event, ceiling);
  return { event: value ?? { event_type: eventType }, removed: removed.map(({ path }) => path) };
}

function onlyType({ eventType }: Pick<JudgedEvent, "eventType">): KeptEvent {
  return { event: eventType === null ? null : { event_type: eventType }, removed: [""] };
}

/** An event without what its contract does not know; of what it knows nothing is taken away. */
export function knownPart(event: unknown, eventType: string): unknown {
  const contract = CONTRACTS.get(eventType);
  return contract !== undefined && isReducible(contract)
    ? reduceTo(contract, event, "sensitive").value
    : event;
}
