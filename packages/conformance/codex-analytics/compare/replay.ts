import { initialState, reduce, type State, type Warning } from "@codex-contracts/client/reducer";
import { factsFromWire } from "@codex-contracts/client/wire";
import type { AnalyticsEvent } from "@codex-contracts/protocol";
import type { SessionProcess } from "./read-session.js";

export interface Replay {
  readonly events: readonly AnalyticsEvent[];
  readonly warnings: readonly Warning[];
}

/** What our reader of the wire and our reducer make of the wire of a process. */
export function replay({ wire }: SessionProcess): Replay {
  const read = factsFromWire({ compactingProviders: ["openai", "remote"] });
  const events: AnalyticsEvent[] = [];
  const warnings: Warning[] = [];
  let state: State | undefined;
  for (const line of wire) {
    for (const fact of read(line)) {
      if (state === undefined && fact.fact === "initialize") state = initialState({ runtime: fact.runtime });
      if (state === undefined) throw new Error("a client introduces itself before all else");
      const outcome = reduce(state, fact, line.at);
      state = outcome.state;
      events.push(...outcome.events);
      warnings.push(...outcome.warnings);
    }
  }
  return { events, warnings };
}
