import type { FactOf } from "../../facts/fact.js";
import { type Outcome, quiet, warns } from "../outcome.js";
import { readCompletion, readTurn, turnIdOf } from "../read/messages.js";
import { countOr } from "../read/numbers.js";
import type { State } from "../state.js";
import { malformed } from "../warning.js";
import { knownTurn, storeTurn, tryEmitTurn } from "./try-emit-turn.js";

type Read = (state: State, params: unknown, now: number) => Outcome;

/** The notifications that are read; every other one is ignored (R20). */
const NOTIFICATIONS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["turn/started", turnStarted],
  ["turn/completed", turnCompleted],
]);

export function notification(state: State, fact: FactOf<"notification">, now: number): Outcome {
  const { notification: message } = fact;
  const read = NOTIFICATIONS.get(message.method);
  return read === undefined ? quiet(state) : read(state, message["params"], now);
}

function unreadable(state: State): Outcome {
  return warns(state, malformed("notification"));
}

/** Sets the start time and does not try the event (R18). */
function turnStarted(state: State, params: unknown, now: number): Outcome {
  const told = readTurn(params);
  const id = turnIdOf(told);
  if (told === undefined || id === undefined) return unreadable(state);
  const turn = knownTurn(state, id);
  return quiet(storeTurn(state, id, { ...turn, startedAt: countOr(told["startedAt"], null) }, now));
}

/** Sets how the turn ended and tries the event (R19). */
function turnCompleted(state: State, params: unknown, now: number): Outcome {
  const told = readTurn(params);
  const id = turnIdOf(told);
  if (told === undefined || id === undefined) return unreadable(state);
  const turn = knownTurn(state, id);
  const { completion, unknownError } = readCompletion(told);
  const outcome = tryEmitTurn(state, id, { ...turn, completion }, now);
  return unknownError
    ? { ...outcome, warnings: [...outcome.warnings, { code: "unknown_turn_error", rule: "R19" }] }
    : outcome;
}
