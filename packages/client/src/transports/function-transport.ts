import type { OutgoingBatch, Transport } from "./transport.js";

/** Hands each batch to a function; what it throws counts as a failure, and the batch comes again. */
export function functionTransport(deliver: (batch: OutgoingBatch) => void | Promise<void>): Transport {
  return {
    prepare: async (batch) => async () => {
      await deliver(batch);
      return { kind: "delivered" };
    },
  };
}
