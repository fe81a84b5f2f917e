import { catalogue } from "@codex-contracts/protocol/catalogue";
import { findContract } from "./find-contract.js";

/** The id of the contract that a name on the command line stands for; a MisuseError when there is none. */
export function contractId(asked: string): string {
  return findContract(asked, catalogue).id;
}
