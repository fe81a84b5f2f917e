import { type Nfa, Op } from "./nfa.js";
import { utf8 } from "./utf8.js";

/** A machine that reads a path byte by byte. States are numbers that hold until the path ends. */
export interface ByteMachine {
  readonly start: number;
  /**
   * The next states that are known, at `state * 256 + byte`; a negative number is not known. Another table takes its
   * place when a step had to be derived.
   */
  readonly table: Int32Array;
  step(state: number, byte: number): number;
  /** Whether a path that ends here is matched. */
  isAccepting(state: number): boolean;
}

/** States that are remembered at a time, and the room for the sets behind them; when either is used up all are forgotten. */
const maxStates = 1024;
const maxMembers = 1_000_000;

const DEAD = 0;
const START = 1;
const UNKNOWN = -1;

/**
 * The deterministic machine of an {@link Nfa}, made state by state as paths ask for them, so that a lookup is one
 * table access a byte and a pattern can never make a match slow.
 */
export class LazyDfa implements ByteMachine {
  readonly start = START;
  readonly #nfa: Nfa;
  readonly #starts: readonly number[];
  readonly #stamps: Uint32Array;
  #stamp = 0;
  table: Int32Array = new Int32Array(0);
  #members: (readonly number[])[] = [];
  #accepting: boolean[] = [];
  #ids = new Map<string, number>();
  #memberCount = 0;

  constructor(nfa: Nfa, starts: readonly number[]) {
    this.#nfa = nfa;
    this.#starts = starts;
    this.#stamps = new Uint32Array(nfa.op.length);
    this.#forget();
  }

  isAccepting(state: number): boolean {
    return this.#accepting[state] ?? false;
  }

  step(state: number, byte: number): number {
    const known = this.table[state * 256 + byte] ?? UNKNOWN;
    return known === UNKNOWN ? this.#derive(state, byte) : known;
  }

  accepts(path: string): boolean {
    let state = START;
    for (let index = 0; index < path.length && state !== DEAD; index++) {
      const code = path.charCodeAt(index);
      if (code < 0x80) state = this.step(state, code);
      else {
        const char = String.fromCodePoint(path.codePointAt(index) ?? code);
        if (char.length === 2) index++;
        for (const byte of utf8(char)) state = this.step(state, byte);
      }
    }
    return this.isAccepting(state);
  }

  #derive(state: number, byte: number): number {
    const { op, left, right, sets } = this.#nfa;
    const reached: number[] = [];
    for (const member of this.#members[state] ?? []) {
      const operand = left[member] ?? 0;
      const taken =
        op[member] === Op.byte ? operand === byte : op[member] === Op.set && sets[operand]?.[byte];
      if (taken === true) reached.push(right[member] ?? 0);
    }
    const full = this.#members.length >= maxStates || this.#memberCount > maxMembers;
    if (full) this.#forget();
    const id = this.#idOf(this.#closure(reached));
    // After forgetting, the state that led here has no number any more.
    if (!full) this.table[state * 256 + byte] = id;
    return id;
  }

  /** The states that are reached without taking a byte, those that only fork left out. */
  #closure(states: readonly number[]): readonly number[] {
    const { op, left, right } = this.#nfa;
    this.#stamp++;
    const pending = [...states];
    const members: number[] = [];
    for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
      if (this.#stamps[state] === this.#stamp) continue;
      this.#stamps[state] = this.#stamp;
      if (op[state] === Op.fork) pending.push(left[state] ?? 0, right[state] ?? 0);
      else members.push(state);
    }
    return members.sort((a, b) => a - b);
  }

  #idOf(members: readonly number[]): number {
    const key = members.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#members.length;
    this.#ids.set(key, id);
    this.#members.push(members);
    this.#memberCount += members.length;
    this.#accepting.push(members.some((member) => this.#nfa.op[member] === Op.accept));
    this.#reserve(id + 1);
    return id;
  }

  #reserve(states: number): void {
    if (this.table.length >= states * 256) return;
    const grown = new Int32Array(Math.max(states, 2 * this.#members.length) * 256).fill(UNKNOWN);
    grown.set(this.table);
    this.table = grown;
  }

  /** Starts over: state 0 is the dead one, state 1 the start. */
  #forget(): void {
    this.table = new Int32Array(0);
    this.#members = [];
    this.#accepting = [];
    this.#ids = new Map();
    this.#memberCount = 0;
    this.#idOf([]);
    this.#idOf(this.#closure(this.#starts));
  }
}
