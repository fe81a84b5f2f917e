import { hookEventNames } from "../hook-events.js";
import { acceptHooks, type HookHandlerEntry, type SkippedHook } from "./accept-hooks.js";
import { compileMatcher, matches, namesOfTool } from "./matcher.js";
import { parseHooksFile } from "./parse-hooks-file.js";

/** A member that Codex passes over without a word. */
export interface IgnoredHook {
  /** JSON Pointer into the file. */
  readonly path: string;
  readonly reason: string;
  readonly fix: string;
}

/** A handler that would run, and for what. */
export interface LoadedHook extends HookHandlerEntry {
  readonly match: MatchDescription;
}

export interface MatchDescription {
  /** `none` for events without matchers: the hook runs every time. */
  readonly kind: "none" | "all" | "exact" | "pattern";
  /** What of the given tools (or sources of a session) it would run for. */
  readonly runsFor: readonly string[];
}

export interface HooksConfigReport {
  /** False when Codex loads nothing of the file. */
  readonly parsed: boolean;
  readonly loaded: readonly LoadedHook[];
  readonly skipped: readonly SkippedHook[];
  readonly ignored: readonly IgnoredHook[];
  /** What Codex tells the user when it starts. */
  readonly warnings: readonly string[];
}

export interface CheckOptions {
  /** What the warnings call the file; hooks.json when absent. */
  readonly path?: string;
  /** Tools to try the matchers on; those of Codex and two of MCP when absent. */
  readonly tools?: readonly string[];
}

/** Tools that reach hooks. */
export const commonTools: readonly string[] = [
  "Bash",
  "apply_patch",
  "mcp__filesystem__read_file",
  "mcp__filesystem__write_file",
];
const sessionSources = ["startup", "resume", "clear"];

/** What Codex would load of a hooks.json, what it would leave out and why, and what each matcher fits. */
export function checkHooksConfig(text: string, options: CheckOptions = {}): HooksConfigReport {
  const { path = "hooks.json", tools = commonTools } = options;
  const parsed = parseHooksFile(text);
  if (!parsed.ok) {
    const warnings = [`failed to parse hooks config ${path}: ${parsed.message}`];
    return { parsed: false, loaded: [], skipped: [], ignored: [], warnings };
  }
  const accepted = acceptHooks({ path, hooks: parsed.hooks }, "unknown", 0);
  return {
    parsed: true,
    loaded: accepted.handlers.map((handler) => ({ ...handler, match: describeMatch(handler, tools) })),
    skipped: accepted.skipped,
    ignored: parsed.ignored.map((member) => ignored(member.path)),
    warnings: accepted.warnings,
  };
}

function describeMatch({ event, matcher }: HookHandlerEntry, tools: readonly string[]): MatchDescription {
  if (event === "UserPromptSubmit" || event === "Stop") return { kind: "none", runsFor: [] };
  const compiled = compileMatcher(matcher);
  const candidates = event === "SessionStart" ? sessionSources : tools;
  const runsFor = candidates.filter((name) =>
    matches(compiled, event === "SessionStart" ? [name] : namesOfTool(name)),
  );
  return { kind: compiled.kind === "invalid" ? "all" : compiled.kind, runsFor };
}

function ignored(path: string): IgnoredHook {
  const [, first = "", second] = path.split("/");
  const isEvent = (name: string): boolean => hookEventNames.some((event) => event === name);
  if (second === undefined && isEvent(first))
    return {
      path,
      reason: "events at the top level are not read, and Codex says nothing about it",
      fix: `write {"hooks": {${JSON.stringify(first)}: […]}}`,
    };
  if (first === "hooks" && path.split("/").length === 3)
    return {
      path,
      reason: "is no event of this release, and Codex says nothing about it",
      fix: `the events are ${hookEventNames.join(", ")}`,
    };
  if (/\/timeout_?[sS]ec$/.test(path))
    return { path, reason: "is not read: the hook gets 600 seconds", fix: 'write "timeout", in seconds' };
  return { path, reason: "is not read, and Codex says nothing about it", fix: "remove it" };
}
