import { compileGlobs, type GlobSet } from "../glob/glob-set.js";
import type { GlobErrorCode } from "../glob/glob-token.js";
import type { ByteMachine } from "../glob/lazy-dfa.js";
import { type Entry, isDenyGlob } from "../model/entry.js";
import { resolvePattern } from "../path/entry-path.js";
import type { PathContext } from "../path/path-context.js";

/** A pattern that denies. */
export interface DenyGlob {
  /** Index of its entry. */
  readonly entry: number;
  /** The pattern as it is matched: absolute. */
  readonly pattern: string;
  /** Why it cannot be read; Codex then denies every read, and starts no command. */
  readonly error: GlobErrorCode | undefined;
}

/** The patterns of a profile that deny, compiled together. */
export interface DenyGlobs {
  readonly globs: readonly DenyGlob[];
  readonly invalid: readonly DenyGlob[];
  /** Whether a pattern covers a tidied absolute path; every path when one of them cannot be read. */
  covers(path: string): boolean;
  /** The patterns as a machine that reads bytes; undefined when there is none. */
  readonly machine: ByteMachine | undefined;
}

/**
 * Compiles the deny patterns of entries. A pattern covers what it matches and nothing below: one
 * that matches a directory does not cover the files in it. Source: observed, Codex 0.125.0.
 */
export function compileDenyGlobs(entries: readonly Entry[], context: PathContext): DenyGlobs {
  const found = entries.flatMap(({ path, access }, entry) =>
    isDenyGlob({ path, access }) && path.type === "glob_pattern"
      ? [{ entry, pattern: resolvePattern(path.pattern, context) }]
      : [],
  );
  const set: GlobSet = compileGlobs(found.map(({ pattern }) => pattern));
  const globs = found.map((glob, index) => ({ ...glob, error: set.errors.get(index) }));
  const invalid = globs.filter(({ error }) => error !== undefined);
  return {
    globs,
    invalid,
    machine: set.machine,
    covers: invalid.length > 0 ? () => true : globs.length === 0 ? () => false : set.matches,
  };
}
