import type { Contract } from "@codex-contracts/protocol";
import type { Judge } from "./judge.js";

/** What the contract itself says: `is`, of either reading. */
export function acceptPath({ is }: Pick<Contract<unknown>, "is">): Judge {
  return { name: "accept path", accepts: is };
}
