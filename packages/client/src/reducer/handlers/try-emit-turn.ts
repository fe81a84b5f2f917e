import { deleteEntry, getEntry, setEntry, touchEntry } from "../caches/cache.js";
import { turnEvent } from "../events/turn-event.js";
import { emits, type Outcome, quiet, warns } from "../outcome.js";
import { type State, type Turn, UNKNOWN_TURN } from "../state.js";

/** Stores what is known of a turn without trying its event (R18). */
export function storeTurn(state: State, id: string, turn: Turn, now: number): State {
  return {
    settings: state.settings,
    originator: state.originator,
    connections: state.connections,
    threads: state.threads,
    requests: state.requests,
    turns: setEntry(state.turns, id, turn, now),
  };
}

/** What is known of a turn so far; its record begins with whichever of its facts comes first. */
export function knownTurn(state: State, id: string): Turn {
  return getEntry(state.turns, id) ?? UNKNOWN_TURN;
}

/** Stores what is known of a turn and sends its event as soon as nothing is missing (R24 to R27). */
export function tryEmitTurn(state: State, id: string, turn: Turn, now: number): Outcome {
  const { connection, thread, images, config, completion } = turn;
  if (connection === null || thread === null || images === null || config === null || completion === null)
    return quiet(storeTurn(state, id, turn, now));
  const known = getEntry(state.connections, connection);
  if (known === undefined) return waits(storeTurn(state, id, turn, now), "unknown_connection");
  const metadata = getEntry(state.threads, thread)?.metadata;
  if (metadata === undefined) return waits(storeTurn(state, id, turn, now), "unknown_thread");
  const event = turnEvent({
    id,
    thread,
    images,
    config,
    completion,
    connection: known,
    metadata,
    rest: turn,
  });
  const next: State = {
    settings: state.settings,
    originator: state.originator,
    connections: touchEntry(state.connections, connection, now),
    threads: touchEntry(state.threads, thread, now),
    requests: state.requests,
    turns: deleteEntry(state.turns, id),
  };
  return emits(next, event);
}

function waits(state: State, code: "unknown_connection" | "unknown_thread"): Outcome {
  return warns(state, { code, rule: "R25", event: "codex_turn_event" });
}
