import type { Contract, ParseResult } from "@codex-contracts/protocol";
import {
  CommandExecParams,
  ThreadForkParams,
  ThreadForkResponse,
  ThreadResumeParams,
  ThreadResumeResponse,
  ThreadStartParams,
  ThreadStartResponse,
  TurnStartParams,
} from "@codex-contracts/protocol/app-server";
import { type CommandExecResult, readCommandExecResult } from "./results/command-exec-result.js";
import { type OpenedThread, threadResult } from "./results/opened-thread.js";
import { readTurnStartResult, type TurnStartResult } from "./results/turn-start-result.js";

/** The methods whose parameters and results have contracts. */
export interface Methods {
  readonly "thread/start": {
    readonly params: ThreadStartParams;
    readonly result: ThreadStartResponse & OpenedThread;
  };
  readonly "thread/resume": {
    readonly params: ThreadResumeParams;
    readonly result: ThreadResumeResponse & OpenedThread;
  };
  readonly "thread/fork": {
    readonly params: ThreadForkParams;
    readonly result: ThreadForkResponse & OpenedThread;
  };
  readonly "turn/start": { readonly params: TurnStartParams; readonly result: TurnStartResult };
  readonly "command/exec": { readonly params: CommandExecParams; readonly result: CommandExecResult };
}

/** What a method takes: its contract where there is one. */
export type ParamsOf<M extends string> = M extends keyof Methods ? Methods[M]["params"] : unknown;

/** What a method answers: its contract where there is one. */
export type ResultOf<M extends string> = M extends keyof Methods ? Methods[M]["result"] : unknown;

interface Method<M extends keyof Methods> {
  /** Judges by the producer reading: nothing that Codex might read in another way is sent. */
  readonly params: Pick<Contract<Methods[M]["params"]>, "safeParse">;
  /** Judges by the consumer reading: a newer server may say more. */
  readonly readResult: (value: unknown) => ParseResult<Methods[M]["result"]>;
}

export const methods: { readonly [M in keyof Methods]: Method<M> } = {
  "thread/start": { params: ThreadStartParams, readResult: threadResult(ThreadStartResponse) },
  "thread/resume": { params: ThreadResumeParams, readResult: threadResult(ThreadResumeResponse) },
  "thread/fork": { params: ThreadForkParams, readResult: threadResult(ThreadForkResponse) },
  "turn/start": { params: TurnStartParams, readResult: readTurnStartResult },
  "command/exec": { params: CommandExecParams, readResult: readCommandExecResult },
};

export function isKnownMethod(method: string): method is keyof Methods {
  return Object.hasOwn(methods, method);
}
