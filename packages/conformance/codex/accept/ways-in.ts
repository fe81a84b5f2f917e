import type { Contract } from "@codex-contracts/protocol";
import {
  CommandExecParams,
  ThreadForkParams,
  ThreadResumeParams,
  TurnStartParams,
} from "@codex-contracts/protocol/app-server";

/** A request that takes a profile and ends, whatever the profile is, before anything is done. */
export interface WayIn {
  readonly method: string;
  /** The contract of its parameters. */
  readonly contract: Pick<Contract<unknown>, "consumer">;
  /** Parameters that break no rule but that of the member given. */
  readonly params: (member: object) => object;
  /** The parameters that are sent: Codex reads them all before it finds that there is nothing to do. */
  readonly sent: (member: object) => object;
}

const noThread = (member: object) => ({ threadId: "none", ...member });
const noInput = (member: object) => ({ threadId: "none", input: [], ...member });

export const WAYS_IN: readonly WayIn[] = [
  {
    method: "command/exec",
    contract: CommandExecParams,
    params: (member) => ({ command: ["true"], ...member }),
    sent: (member) => ({ command: [], ...member }),
  },
  { method: "thread/resume", contract: ThreadResumeParams, params: noThread, sent: noThread },
  { method: "thread/fork", contract: ThreadForkParams, params: noThread, sent: noThread },
  { method: "turn/start", contract: TurnStartParams, params: noInput, sent: noInput },
];
