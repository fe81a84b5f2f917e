import type { Fact } from "../facts/fact.js";

/**
 * Passes facts on in the order in which they were given, although some are still being looked up (D7, R43): a
 * fact that is there goes on at once unless one before it is awaited. A look-up that fails, or finds nothing
 * to report, leaves its fact out. `record` is a client's and does not throw; what it throws later is dropped.
 */
export function inOrder(record: (fact: Fact) => void): (fact: Fact | Promise<Fact | undefined>) => void {
  let awaited: Promise<void> | undefined;
  return (fact) => {
    if (awaited === undefined && !(fact instanceof Promise)) return record(fact);
    const before = awaited;
    const turn = (async () => {
      const [found] = await Promise.all([fact, before]);
      if (found !== undefined) record(found);
    })().catch(() => before);
    awaited = turn;
    void turn.then(() => {
      if (awaited === turn) awaited = undefined;
    });
  };
}
