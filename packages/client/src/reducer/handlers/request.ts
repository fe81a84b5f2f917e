import type { FactOf } from "../../facts/fact.js";
import { setEntry } from "../caches/cache.js";
import { type Outcome, quiet, warns } from "../outcome.js";
import { isId, readTurnStart, readTurnSteer } from "../read/messages.js";
import { unixSeconds } from "../read/numbers.js";
import type { PendingRequest, State } from "../state.js";
import { malformed } from "../warning.js";
import { requestKey } from "./pending-requests.js";

type Read = (params: unknown, now: number) => PendingRequest | undefined;

/** The requests that are remembered (R3, R4); every other method is ignored (R5). */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["turn/start", readTurnStart],
  ["turn/steer", (params, now) => readTurnSteer(params, unixSeconds(now))],
]);

/** Remembers a request until its answer; the same id overwrites (R6). */
export function request(state: State, fact: FactOf<"request">, now: number): Outcome {
  const { connection_id: connection, request: message } = fact;
  const read = READERS.get(message.method);
  if (read === undefined) return quiet(state);
  const pending = read(message["params"], now);
  const id = message["id"];
  if (pending === undefined || !isId(id) || !isId(connection)) return warns(state, malformed("request"));
  return quiet({
    settings: state.settings,
    originator: state.originator,
    connections: state.connections,
    threads: state.threads,
    requests: setEntry(state.requests, requestKey(connection, id), pending, now),
    turns: state.turns,
  });
}
