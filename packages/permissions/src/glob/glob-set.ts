import type { GlobErrorCode } from "./glob-token.js";
import { type ByteMachine, LazyDfa } from "./lazy-dfa.js";
import { addPattern, newNfa } from "./nfa.js";
import { parseGlob } from "./parse-glob.js";

/** Patterns compiled together: one pass over a path tells whether any of them matches all of it. */
export interface GlobSet {
  /** Why patterns cannot be read, by their index. */
  readonly errors: ReadonlyMap<number, GlobErrorCode>;
  /** Takes time in proportion to the path, whatever the patterns: nothing is ever tried twice. */
  matches(path: string): boolean;
  /** What matches byte by byte; undefined when no pattern can match anything. */
  readonly machine: ByteMachine | undefined;
}

/** Compiles patterns; those that cannot be read match nothing and are in `errors`. */
export function compileGlobs(patterns: readonly string[]): GlobSet {
  const nfa = newNfa();
  const errors = new Map<number, GlobErrorCode>();
  const starts = patterns.flatMap((pattern, index) => {
    const parsed = parseGlob(pattern);
    if (parsed.ok) return [addPattern(nfa, parsed.tokens)];
    errors.set(index, parsed.code);
    return [];
  });
  if (starts.length === 0) return { errors, machine: undefined, matches: () => false };
  const machine = new LazyDfa(nfa, starts);
  return { errors, machine, matches: (path) => machine.accepts(path) };
}
