import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { isBlank } from "../json/white-space.js";
import { HookError } from "./hook-error.js";

/** What any answer may add. */
export interface Said {
  /** A warning that Codex shows to the user. */
  readonly systemMessage?: string;
}

/** What an answer may add where Codex takes text for the model. */
export interface SaidWithContext extends Said {
  /** Text for the model, as a developer message. */
  readonly context?: string;
}

/** Says nothing: Codex goes on as if there were no hook. */
export interface NoDecision extends Said {
  readonly answer: "none";
}
export interface Allow extends Said {
  readonly answer: "allow";
}
export interface Deny extends Said {
  readonly answer: "deny";
  readonly message: string;
}
export interface Block extends Said {
  readonly answer: "block";
  readonly reason: string;
  readonly context?: never;
}
export interface BlockWithContext extends SaidWithContext {
  readonly answer: "block";
  readonly reason: string;
}
export interface AddContext extends Said {
  readonly answer: "context";
  readonly context: string;
}
export interface Stop extends Said {
  readonly answer: "stop";
  readonly reason: string | null;
  readonly context?: never;
}
export interface StopWithContext extends SaidWithContext {
  readonly answer: "stop";
  readonly reason: string | null;
}

/** What a handler of each event may answer. What Codex reserves or refuses has no form here. */
export interface HookAnswers {
  readonly PreToolUse: NoDecision | Block;
  readonly PermissionRequest: NoDecision | Allow | Deny;
  readonly PostToolUse: NoDecision | Block | BlockWithContext | AddContext | Stop | StopWithContext;
  readonly SessionStart: NoDecision | AddContext | Stop | StopWithContext;
  readonly UserPromptSubmit: NoDecision | Block | BlockWithContext | AddContext | Stop | StopWithContext;
  readonly Stop: NoDecision | Block | Stop;
}
export type HookAnswer<E extends HookEventName = HookEventName> = HookAnswers[E];

/** Leaves everything to Codex. A hook that only makes a noise answers this. */
export function noDecision(said: Said = {}): NoDecision {
  return { answer: "none", ...said };
}

/** PermissionRequest: approves this one request in place of the user. */
export function allow(said: Said = {}): Allow {
  return { answer: "allow", ...said };
}

/** PermissionRequest: refuses the request; the model reads the message, or a standard one when it is blank. */
export function deny(message: string, said: Said = {}): Deny {
  return { answer: "deny", message, ...said };
}

/**
 * PreToolUse: the tool does not run. PostToolUse: the reason takes the place of the output. UserPromptSubmit: the
 * prompt is not sent. Stop: the turn goes on with the reason as its prompt. Codex wants a reason that is not blank.
 */
export function block(reason: string, said?: Said): Block;
export function block(reason: string, said: SaidWithContext): BlockWithContext;
export function block(reason: string, said: SaidWithContext = {}): BlockWithContext {
  if (isBlank(reason)) throw new HookError("BAD_ANSWER", "block needs a reason that is not blank");
  return { answer: "block", reason, ...said };
}

/** PostToolUse, SessionStart, UserPromptSubmit: gives the model a text, as a developer message. */
export function addContext(context: string, said: Said = {}): AddContext {
  return { answer: "context", context, ...said };
}

/** PostToolUse: what follows replaces the output. SessionStart, UserPromptSubmit, Stop: the turn ends here. */
export function stop(reason?: string | null, said?: Said): Stop;
export function stop(reason: string | null | undefined, said: SaidWithContext): StopWithContext;
export function stop(reason?: string | null, said: SaidWithContext = {}): StopWithContext {
  return { answer: "stop", reason: reason ?? null, ...said };
}
