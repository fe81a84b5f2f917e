import { compileGlobs } from "../glob/glob-set.js";
import type { AccessMode, EntryList } from "../model/entry.js";
import type { Profile } from "../model/profile.js";
import { isNormalPath, resolvePath } from "../path/absolute-path.js";
import { cwdOf, type PathContext } from "../path/path-context.js";
import { canonicalPath } from "./canonical-path.js";
import { type Decision, type DecisionReason, entryPointer } from "./decision.js";
import { compileDenyGlobs, type DenyGlobs } from "./deny-globs.js";
import { compileEffectiveRules } from "./effective-rules.js";
import { compileLookup } from "./lookup.js";
import { compileReadDeny } from "./read-deny.js";
import type { RuleTree } from "./rule-tree.js";

/** A profile compiled once, to be asked about many paths. A relative path starts at the working directory. */
export interface Resolver {
  /** What a command may do at a path: the most specific entry decides, deny patterns take away. */
  access(path: string): AccessMode;
  /** The same with the reason. */
  decide(path: string): Decision;
  /** Whether Codex refuses to read a path with its own file tools, by its deny entries and patterns alone. */
  isReadDenied(path: string): boolean;
}

/**
 * Compiles a profile for a place. With a file system in the context symbolic links are followed, and `.git`,
 * `.agents` and `.codex` below writable roots are read-only; without one paths are judged by their text and the
 * entries alone. Source: openai/codex #19231; the protected paths and links as observed, Codex 0.125.0.
 */
export function compileProfile(profile: Profile, context: PathContext): Resolver {
  const cwd = cwdOf(context);
  if (profile.type === "managed" && profile.fileSystem.type === "restricted") {
    return compileRestricted(profile.fileSystem, context, cwd);
  }
  const kind = profile.type === "managed" ? "unrestricted" : profile.type;
  return {
    access: () => "write",
    isReadDenied: () => false,
    decide: (path) => ({
      path: resolvePath(path, cwd),
      access: "write",
      reason: { kind },
      deniedToTools: false,
    }),
  };
}

/** The access at one path; compile the profile instead when there are several. */
export function resolveAccess(profile: Profile, path: string, context: PathContext): AccessMode {
  return compileProfile(profile, context).access(path);
}

interface Compiled {
  readonly rules: RuleTree;
  readonly globs: DenyGlobs;
}

function compileRestricted(list: EntryList, context: PathContext, cwd: string): Resolver {
  const { fileSystem } = context;
  const rules = compileEffectiveRules(list, context);
  const compiled: Compiled = { rules, globs: compileDenyGlobs(list.entries, context) };
  const isReadDenied = compileReadDeny(list, context);
  const isPlain = fileSystem?.realpath === undefined && compiled.globs.invalid.length === 0;
  const lookup = isPlain ? compileLookup(rules.root, compiled.globs.machine) : undefined;
  const tidy = (path: string): string => (isNormalPath(path) ? path : resolvePath(path, cwd));
  return {
    isReadDenied,
    access(path) {
      const found = lookup?.(path);
      if (found !== undefined) return found;
      const written = tidy(path);
      if (fileSystem?.realpath !== undefined)
        return decideAt(compiled, written, canonicalPath(written, fileSystem)).access;
      const access = rules.accessAt(written);
      return access !== "none" && compiled.globs.covers(written) ? "none" : access;
    },
    decide(path) {
      const written = tidy(path);
      const real = canonicalPath(written, fileSystem);
      const { access, reason } = decideAt(compiled, written, real);
      const deniedToTools = access !== "none" && isReadDenied(written);
      return {
        path: written,
        ...(real === written ? {} : { realPath: real }),
        access,
        reason,
        deniedToTools,
      };
    },
  };
}

function decideAt(
  { rules, globs }: Compiled,
  written: string,
  real: string,
): Pick<Decision, "access" | "reason"> {
  const [invalid] = globs.invalid;
  if (invalid !== undefined) {
    const entries = globs.invalid.map(({ entry }) => entryPointer(entry));
    return { access: "none", reason: { kind: "invalid-glob", entries } };
  }
  const denial = written === real ? undefined : denialAt(rules, written);
  const byEntry = denial ?? decideByEntry(rules, real);
  if (byEntry.access === "none") return byEntry;
  const covered = [real, written].find(globs.covers);
  return covered === undefined ? byEntry : { access: "none", reason: globReason(globs, covered) };
}

function denialAt(rules: RuleTree, path: string): Pick<Decision, "access" | "reason"> | undefined {
  return rules.match(path).node?.value?.access === "none" ? decideByEntry(rules, path) : undefined;
}

function decideByEntry(rules: RuleTree, path: string): Pick<Decision, "access" | "reason"> {
  const { node, protectedBy } = rules.match(path);
  const access = node?.value?.access;
  if (node === undefined || access === undefined) return { access: "none", reason: { kind: "no-entry" } };
  const entries = (node.value?.entries ?? []).map(entryPointer);
  if (protectedBy !== undefined && access === "write") {
    return { access: "read", reason: { kind: "protected", place: protectedBy.path, entries } };
  }
  return { access, reason: { kind: "entry", place: node.path, entries } };
}

function globReason({ globs }: DenyGlobs, path: string): DecisionReason {
  const covering = globs.filter(({ pattern }) => compileGlobs([pattern]).matches(path));
  const entries = covering.map(({ entry }) => entryPointer(entry));
  return { kind: "deny-glob", pattern: covering[0]?.pattern ?? "", entries };
}
