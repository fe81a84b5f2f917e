import type { ConnectionId, RequestId } from "@codex-contracts/protocol/facts";
import type { FactOf } from "../../facts/fact.js";
import { getEntry, setEntry, touchEntry } from "../caches/cache.js";
import { threadInitializedEvent } from "../events/thread-initialized-event.js";
import { originOf, type ThreadMetadata } from "../events/thread-metadata.js";
import { emits, type Outcome, quiet, warns } from "../outcome.js";
import { isId, readOpenedThread, readStartedTurnId, readSteeredTurnId } from "../read/messages.js";
import type { State } from "../state.js";
import { malformed } from "../warning.js";
import { takeRequest } from "./pending-requests.js";
import { steerEvent } from "./steer.js";
import { knownTurn, storeTurn, tryEmitTurn } from "./try-emit-turn.js";

interface Answer {
  readonly connection: ConnectionId;
  readonly id: RequestId;
  readonly result: unknown;
}
type Read = (state: State, answer: Answer, now: number) => Outcome;

/** The answers that are read; every other one is ignored. */
const ANSWERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["thread/start", opensThread("new")],
  ["thread/resume", opensThread("resumed")],
  ["thread/fork", opensThread("forked")],
  ["turn/start", turnStarted],
  ["turn/steer", turnSteered],
]);

export function response(state: State, fact: FactOf<"response">, now: number): Outcome {
  const { connection_id: connection, response: message } = fact;
  const read = ANSWERS.get(message.method);
  if (read === undefined) return quiet(state);
  const id = message["id"];
  if (!isId(id) || !isId(connection)) return unreadable(state);
  return read(state, { connection, id, result: message["result"] }, now);
}

function unreadable(state: State): Outcome {
  return warns(state, malformed("response"));
}

/** Stores a thread and reports it (R7, R8); no pending request is needed. */
function opensThread(mode: ThreadMetadata["initialization_mode"]): Read {
  return (state, { connection, result }, now) => {
    const known = getEntry(state.connections, connection);
    if (known === undefined) return quiet(state);
    const thread = readOpenedThread(result);
    if (thread === undefined) return unreadable(state);
    const metadata: ThreadMetadata = { ...originOf(thread.source), initialization_mode: mode };
    const event = threadInitializedEvent(known, metadata, {
      thread_id: thread.id,
      model: thread.model,
      ephemeral: thread.ephemeral,
      created_at: thread.createdAt,
    });
    return emits(
      {
        ...state,
        connections: touchEntry(state.connections, connection, now),
        threads: setEntry(state.threads, thread.id, { connection, metadata }, now),
      },
      event,
    );
  };
}

/** Gives a turn its connection, thread and image count (R13). */
function turnStarted(before: State, { connection, id, result }: Answer, now: number): Outcome {
  const taken = takeRequest(before, connection, id);
  if (taken === undefined) return quiet(before);
  const { state, request } = taken;
  // An answer of the other kind removes the request and is ignored (R6).
  if (request.method !== "turn/start") return quiet(state);
  const turnId = readStartedTurnId(result);
  if (turnId === undefined) return unreadable(state);
  const turn = knownTurn(state, turnId);
  const { thread, images } = request;
  return tryEmitTurn(state, turnId, { ...turn, connection, thread, images }, now);
}

/** Counts an accepted steer and reports it (R14). */
function turnSteered(before: State, { connection, id, result }: Answer, now: number): Outcome {
  const taken = takeRequest(before, connection, id);
  if (taken === undefined) return quiet(before);
  const { state, request } = taken;
  if (request.method !== "turn/steer") return quiet(state);
  const turnId = readSteeredTurnId(result);
  if (turnId === undefined) return unreadable(state);
  const turn = getEntry(state.turns, turnId);
  const counted =
    turn === undefined ? state : storeTurn(state, turnId, { ...turn, steers: turn.steers + 1 }, now);
  return steerEvent(
    counted,
    connection,
    request,
    { accepted_turn_id: turnId, result: "accepted", rejection_reason: null },
    now,
  );
}
