/** A stream of numbers that looks random and that its seed decides: the same seed, the same stream, on every machine. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

const RANGE = 2 ** 32;

/** Starts a stream; the words tell streams of one seed apart. */
export function createRandom(seed: number, words: string): Random {
  let state = hash(words, seed);
  // Mulberry32: quick, and good enough to choose by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / RANGE;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}

function hash(words: string, seed: number): number {
  let sum = seed | 0;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words.charCodeAt(i), 0x01000193);
  return sum;
}
