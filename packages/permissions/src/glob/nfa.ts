import type { GlobToken, GlobTokens } from "./glob-token.js";

/** What a state does: takes one byte, takes one of a set, goes two ways without taking anything, or accepts. */
export const Op = { byte: 0, set: 1, fork: 2, accept: 3 } as const;

/** A machine that reads a path byte by byte, as columns: `op`, its first and its second operand. */
export interface Nfa {
  readonly op: number[];
  /** The byte, the index of the set, or the one way. */
  readonly left: number[];
  /** The next state, or the other way. */
  readonly right: number[];
  readonly sets: (readonly boolean[])[];
}

/** A machine that knows no pattern yet; its first sets are those that every pattern uses. */
export function newNfa(): Nfa {
  const notSlash = new Array<boolean>(256).fill(true);
  notSlash[SLASH] = false;
  return { op: [], left: [], right: [], sets: [new Array<boolean>(256).fill(true), notSlash] };
}

/** Adds a pattern that matches whole paths, and gives the state that it starts from. */
export function addPattern(nfa: Nfa, tokens: GlobTokens): number {
  const accept = add(nfa, Op.accept, 0, 0);
  const [only] = tokens;
  if (tokens.length === 1 && only?.type === "recursive-prefix") return anything(nfa, accept);
  return addTokens(nfa, tokens, accept);
}

const SLASH = 0x2f;
const ANY_BYTE = 0;
const NO_SLASH = 1;

function add(nfa: Nfa, op: number, left: number, right: number): number {
  nfa.op.push(op);
  nfa.left.push(left);
  nfa.right.push(right);
  return nfa.op.length - 1;
}

/** Built from the end, so that every token knows where it leads. */
function addTokens(nfa: Nfa, tokens: GlobTokens, next: number): number {
  return tokens.reduceRight((state, token) => addToken(nfa, token, state), next);
}

function addToken(nfa: Nfa, token: GlobToken, next: number): number {
  switch (token.type) {
    case "bytes":
      return token.bytes.reduceRight((state, byte) => add(nfa, Op.byte, byte, state), next);
    case "any":
      return add(nfa, Op.set, NO_SLASH, next);
    case "class":
      return add(nfa, Op.set, nfa.sets.push(token.bytes) - 1, next);
    case "star":
      return loop(nfa, NO_SLASH, next);
    case "recursive-prefix":
      return add(nfa, Op.fork, next, add(nfa, Op.fork, slash(nfa, next), anything(nfa, slash(nfa, next))));
    case "recursive-suffix":
      return slash(nfa, anything(nfa, next));
    case "recursive":
      return slash(nfa, add(nfa, Op.fork, next, anything(nfa, slash(nfa, next))));
    case "alternatives":
      return (
        token.branches
          .map((branch) => addTokens(nfa, branch, next))
          .reduceRight<number | undefined>(
            (rest, branch) => (rest === undefined ? branch : add(nfa, Op.fork, branch, rest)),
            undefined,
          ) ?? next
      );
  }
}

function slash(nfa: Nfa, next: number): number {
  return add(nfa, Op.byte, SLASH, next);
}

function anything(nfa: Nfa, next: number): number {
  return loop(nfa, ANY_BYTE, next);
}

function loop(nfa: Nfa, set: number, next: number): number {
  const fork = add(nfa, Op.fork, next, next);
  nfa.left[fork] = add(nfa, Op.set, set, fork);
  return fork;
}
