import type { Contract } from "@codex-contracts/protocol";
import { contractOf as lookUp } from "@codex-contracts/protocol/contracts";
import type { Entry } from "./entry.js";

/** The contract that a catalogue entry describes. */
export function contractOf({ id }: Pick<Entry, "id">): Contract<unknown> {
  const contract = lookUp(id);
  if (contract === undefined) throw new Error(`the catalogue names ${id}, which is no contract`);
  return contract;
}
