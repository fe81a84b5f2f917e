import type { FactName, FactOf } from "../../facts/fact.js";
import type { Outcome } from "../outcome.js";
import type { State } from "../state.js";

/** Reduces the fact of one name; `now` in Unix ms. */
export type Handler<Name extends FactName> = (state: State, fact: FactOf<Name>, now: number) => Outcome;
