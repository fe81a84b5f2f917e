import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { hookEventNames } from "../hook-events.js";
import { isBlank } from "../json/white-space.js";
import type { DeclaredGroup, DeclaredHandler, DeclaredHooks } from "./hooks-file.js";
import type { HookSource } from "./layers.js";
import { compileMatcher, matcherFor } from "./matcher.js";
import { debugText } from "./rust-text.js";

/** A handler that Codex runs. */
export interface HookHandlerEntry {
  readonly event: HookEventName;
  /** As written; null when everything matches because nothing is written, or because the event has no matchers. */
  readonly matcher: string | null;
  readonly command: string;
  /** Seconds; at least one. */
  readonly timeout: number;
  readonly statusMessage: string | null;
  /** The file, or what Codex calls a source without one. */
  readonly sourcePath: string;
  readonly source: HookSource;
  /** Number among all handlers that Codex runs, from 0; the order in which their answers count. */
  readonly displayOrder: number;
  /** Where it is declared in its source, as a JSON Pointer. */
  readonly path: string;
}

/** A group or handler that Codex leaves out. */
export interface SkippedHook {
  readonly path: string;
  readonly event: HookEventName;
  /** What Codex warns of. */
  readonly warning: string;
}

export interface AcceptedHooks {
  readonly handlers: readonly HookHandlerEntry[];
  readonly skipped: readonly SkippedHook[];
  readonly warnings: readonly string[];
}

/** Seconds that a hook gets when its configuration says nothing. */
export const defaultTimeout = 600;

/** Goes through the declared hooks of a source in the order of Codex, and numbers those that it runs. */
export function acceptHooks(
  { path, hooks }: { readonly path: string; readonly hooks: DeclaredHooks },
  source: HookSource,
  firstNumber: number,
): AcceptedHooks {
  const handlers: HookHandlerEntry[] = [];
  const skipped: SkippedHook[] = [];
  for (const event of hookEventNames)
    for (const [index, group] of (hooks[event] ?? []).entries()) {
      const at = `/hooks/${event}/${index}`;
      const matcher = matcherFor(event, group.matcher);
      const warning = invalidMatcher(matcher, path);
      if (warning !== null) skipped.push({ path: `${at}/matcher`, event, warning });
      else
        for (const [number, handler] of group.hooks.entries()) {
          const place = { event, path: `${at}/hooks/${number}` };
          const refused = refusal(handler, path);
          if (refused !== null) skipped.push({ ...place, warning: refused });
          else if (handler.type === "command")
            handlers.push({
              ...place,
              matcher,
              command: handler.command,
              timeout: Math.max(1, handler.timeout ?? defaultTimeout),
              statusMessage: handler.statusMessage,
              sourcePath: path,
              source,
              displayOrder: firstNumber + handlers.length,
            });
        }
    }
  return { handlers, skipped, warnings: skipped.map(({ warning }) => warning) };
}

function invalidMatcher(matcher: DeclaredGroup["matcher"], path: string): string | null {
  const compiled = compileMatcher(matcher);
  if (compiled.kind !== "invalid" || matcher === null) return null;
  return `invalid matcher ${debugText(matcher)} in ${path}: ${compiled.error}`;
}

function refusal(handler: DeclaredHandler, path: string): string | null {
  if (handler.type !== "command")
    return `skipping ${handler.type} hook in ${path}: ${handler.type} hooks are not supported yet`;
  if (handler.async) return `skipping async hook in ${path}: async hooks are not supported yet`;
  return isBlank(handler.command) ? `skipping empty hook command in ${path}` : null;
}
