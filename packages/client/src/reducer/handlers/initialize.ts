import type { AppServerClient } from "@codex-contracts/protocol/analytics";
import type { InitializeFact } from "@codex-contracts/protocol/facts";
import { setEntry } from "../caches/cache.js";
import { type Outcome, quiet, warns } from "../outcome.js";
import { isId } from "../read/messages.js";
import type { State } from "../state.js";
import { malformed } from "../warning.js";

/** Stores a connection (R1, R2); the first one names the process (P14). */
export function initialize(state: State, fact: InitializeFact, now: number): Outcome {
  const { name, version } = fact.params.clientInfo;
  if (typeof name !== "string" || typeof version !== "string" || !isId(fact.connection_id))
    return warns(state, malformed("initialize"));
  // Many events share these two, so nobody may change them through one of the events.
  const connection = {
    client: Object.freeze(clientOf(fact)),
    runtime: Object.freeze({ ...fact.runtime }),
  };
  return quiet({
    ...state,
    originator: state.originator ?? name,
    connections: setEntry(state.connections, fact.connection_id, connection, now),
  });
}

function clientOf({ params, product_client_id, rpc_transport }: InitializeFact): AppServerClient {
  const { capabilities, clientInfo } = params;
  return {
    product_client_id,
    client_name: clientInfo.name,
    client_version: clientInfo.version,
    rpc_transport,
    experimental_api_enabled: capabilities ? capabilities.experimentalApi === true : null,
  };
}
