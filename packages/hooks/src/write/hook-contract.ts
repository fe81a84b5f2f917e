import type {
  HookEventName,
  PermissionRequestHookInput,
  PermissionRequestHookOutput,
  PostToolUseHookInput,
  PostToolUseHookOutput,
  PreToolUseHookInput,
  PreToolUseHookOutput,
  SessionStartHookInput,
  SessionStartHookOutput,
  StopHookInput,
  StopHookOutput,
  UserPromptSubmitHookInput,
  UserPromptSubmitHookOutput,
} from "@codex-contracts/protocol/hooks";
import type { HookAnswer } from "./answers.js";

/** What a hook of each event reads. */
export interface HookInputs {
  readonly PreToolUse: PreToolUseHookInput;
  readonly PermissionRequest: PermissionRequestHookInput;
  readonly PostToolUse: PostToolUseHookInput;
  readonly SessionStart: SessionStartHookInput;
  readonly UserPromptSubmit: UserPromptSubmitHookInput;
  readonly Stop: StopHookInput;
}

/** What a hook of each event prints. */
export interface HookOutputs {
  readonly PreToolUse: PreToolUseHookOutput;
  readonly PermissionRequest: PermissionRequestHookOutput;
  readonly PostToolUse: PostToolUseHookOutput;
  readonly SessionStart: SessionStartHookOutput;
  readonly UserPromptSubmit: UserPromptSubmitHookOutput;
  readonly Stop: StopHookOutput;
}

/** What a handler gets beside the request. */
export interface HookContext {
  /** Aborted when the deadline has passed: stop what is still running. */
  readonly signal: AbortSignal;
}

export type HookHandler<E extends HookEventName> = (
  input: HookInputs[E],
  context: HookContext,
) => HookAnswer<E> | Promise<HookAnswer<E>>;

export interface HookOptions {
  /**
   * Milliseconds that the handler has; then the hook ends without a decision. 590 seconds when absent: just under
   * the 600 that Codex gives a hook whose configuration says nothing. Keep it under your `timeout`.
   */
  readonly deadline?: number;
}

/** The little of a contract that a hook needs of it: how an input of its event is read. */
export interface InputContract<T> {
  readonly consumer: {
    safeParse(value: unknown):
      | { readonly ok: true; readonly value: T }
      | {
          readonly ok: false;
          readonly issues: readonly { readonly path: string; readonly expected: string }[];
        };
  };
}

/** Everything that tells one event from another: how its input is read and how its answers are written. */
export interface HookContract<E extends HookEventName> {
  readonly event: E;
  readonly input: InputContract<HookInputs[E]>;
  /** The document for an answer; undefined when the event has no such answer. */
  readonly output: (answer: HookAnswer<E>) => HookOutputs[E] | undefined;
}
