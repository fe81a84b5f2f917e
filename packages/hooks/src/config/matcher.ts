import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { RRegex } from "rregex";

/** What a matcher of a group means to Codex. */
export type Matcher =
  /** Absent, empty or `*`. */
  | { readonly kind: "all" }
  /** Letters, digits, `_` and `|` only: whole names, case counts. */
  | { readonly kind: "exact"; readonly names: readonly string[] }
  /** Anything else: a regular expression of Rust, found anywhere in the name. */
  | { readonly kind: "pattern"; readonly found: (name: string) => boolean }
  /** No regular expression: Codex skips the group. `error` is the message of its warning. */
  | { readonly kind: "invalid"; readonly error: string };

/** Names that a tool also answers to; what the hook reads says the tool's own name. */
export const toolAliases: Readonly<Record<string, readonly string[]>> = { apply_patch: ["Write", "Edit"] };

const unmatched: ReadonlySet<HookEventName> = new Set(["UserPromptSubmit", "Stop"]);

/** Reads a matcher as Codex does, with the regular expressions of Rust. */
export function compileMatcher(matcher: string | null): Matcher {
  if (matcher === null || matcher === "" || matcher === "*") return { kind: "all" };
  if (/^[A-Za-z0-9_|]*$/.test(matcher)) return { kind: "exact", names: matcher.split("|") };
  try {
    const pattern = new RRegex(matcher);
    return { kind: "pattern", found: (name) => pattern.isMatch(name) };
  } catch (error) {
    return { kind: "invalid", error: error instanceof Error ? error.message : String(error) };
  }
}

/** The matcher that counts for an event: UserPromptSubmit and Stop have none, whatever is written. */
export function matcherFor(event: HookEventName, matcher: string | null): string | null {
  return unmatched.has(event) ? null : matcher;
}

/** Whether a matcher fits one of the names that something answers to. */
export function matches(matcher: Matcher, names: readonly string[]): boolean {
  if (matcher.kind === "all") return true;
  if (matcher.kind === "exact") return names.some((name) => matcher.names.includes(name));
  return matcher.kind === "pattern" && names.some(matcher.found);
}

/** The names that a tool answers to. */
export function namesOfTool(tool: string): readonly string[] {
  return [tool, ...(Object.hasOwn(toolAliases, tool) ? (toolAliases[tool] ?? []) : [])];
}
