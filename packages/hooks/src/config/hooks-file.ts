import type { HookEventName } from "@codex-contracts/protocol/hooks";

/** A handler as a configuration declares it, before Codex decides whether it loads it. */
export type DeclaredHandler =
  | {
      readonly type: "command";
      readonly command: string;
      /** Seconds; null when nothing is said. */
      readonly timeout: number | null;
      readonly async: boolean;
      readonly statusMessage: string | null;
    }
  | { readonly type: "prompt" }
  | { readonly type: "agent" };

export interface DeclaredGroup {
  readonly matcher: string | null;
  readonly hooks: readonly DeclaredHandler[];
}

/** The groups of each event of one source; an event without hooks may be absent. */
export type DeclaredHooks = { readonly [E in HookEventName]?: readonly DeclaredGroup[] };

/** A member that Codex does not know and passes over without a word, as a JSON Pointer. */
export interface IgnoredMember {
  readonly path: string;
}

export type ParsedHooksFile =
  | { readonly ok: true; readonly hooks: DeclaredHooks; readonly ignored: readonly IgnoredMember[] }
  /** Codex loads nothing of the file; the message is the one of its warning. */
  | { readonly ok: false; readonly message: string };
