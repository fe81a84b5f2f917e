import type { Contract } from "@codex-contracts/protocol";
import {
  CommandExecutionRequestApprovalParams,
  CommandExecutionRequestApprovalResponse,
  PermissionsRequestApprovalParams,
  PermissionsRequestApprovalResponse,
} from "@codex-contracts/protocol/app-server";
import { AppServerError } from "./app-server-error.js";
import type { Answer, IncomingRequest } from "./connection.js";
import type { RequestId } from "./message.js";

/** The requests of the server that have contracts. */
export interface ServerRequests {
  readonly "item/commandExecution/requestApproval": {
    readonly params: CommandExecutionRequestApprovalParams;
    readonly response: CommandExecutionRequestApprovalResponse;
  };
  readonly "item/permissions/requestApproval": {
    readonly params: PermissionsRequestApprovalParams;
    readonly response: PermissionsRequestApprovalResponse;
  };
}

export interface RequestContext {
  readonly id: RequestId;
  /** Aborts when the answer is no longer wanted: the turn was interrupted, or the connection ended. */
  readonly signal: AbortSignal;
}

/** Answers by method. A request without a handler gets a JSON-RPC error: silence would stop the turn for good. */
export type ServerRequestHandlers = {
  readonly [M in keyof ServerRequests]?: (
    params: ServerRequests[M]["params"],
    context: RequestContext,
  ) => ServerRequests[M]["response"] | Promise<ServerRequests[M]["response"]>;
};

/** Answers the requests that have no contract here, such as `item/fileChange/requestApproval`. */
export type OtherRequestHandler = (method: string, params: unknown, context: RequestContext) => unknown;

export interface AnswerOptions {
  readonly handlers: ServerRequestHandlers;
  readonly otherRequests: OtherRequestHandler | undefined;
  readonly report: (problem: AppServerError) => void;
}

interface RequestContracts<M extends keyof ServerRequests> {
  readonly params: Contract<ServerRequests[M]["params"]>;
  readonly response: Contract<ServerRequests[M]["response"]>;
}

const contracts: { readonly [M in keyof ServerRequests]: RequestContracts<M> } = {
  "item/commandExecution/requestApproval": {
    params: CommandExecutionRequestApprovalParams,
    response: CommandExecutionRequestApprovalResponse,
  },
  "item/permissions/requestApproval": {
    params: PermissionsRequestApprovalParams,
    response: PermissionsRequestApprovalResponse,
  },
};

/** Finds the answer to one request of the server. Never rejects: what goes wrong is answered as an error and reported. */
export async function answerRequest(request: IncomingRequest, options: AnswerOptions): Promise<Answer> {
  const { method } = request;
  try {
    return await (isContracted(method) ? byContract(method, request, options) : byOther(request, options));
  } catch (cause) {
    options.report(new AppServerError("HANDLER_FAILED", { method, cause }));
    return failure(-32603, "the handler of the client failed");
  }
}

async function byContract<M extends keyof ServerRequests>(
  method: M,
  { id, params, signal }: IncomingRequest,
  { handlers, report }: AnswerOptions,
): Promise<Answer> {
  const handler = handlers[method];
  if (handler === undefined) return noHandler(method);
  const asked = contracts[method].params.consumer.safeParse(params);
  if (!asked.ok) {
    report(new AppServerError("INVALID_REQUEST", { method, issues: asked.issues }));
    return failure(-32602, "the parameters break the contract of the client");
  }
  const answered = contracts[method].response.safeParse(await handler(asked.value, { id, signal }));
  if (answered.ok) return { result: answered.value };
  report(new AppServerError("HANDLER_FAILED", { method, issues: answered.issues }));
  return failure(-32603, "the handler of the client gave no valid answer");
}

async function byOther(
  { id, method, params, signal }: IncomingRequest,
  { otherRequests }: AnswerOptions,
): Promise<Answer> {
  if (otherRequests === undefined) return noHandler(method);
  const result = await otherRequests(method, params, { id, signal });
  return result === undefined ? noHandler(method) : { result };
}

function isContracted(method: string): method is keyof ServerRequests {
  return Object.hasOwn(contracts, method);
}

function noHandler(method: string): Answer {
  return failure(-32601, `the client has no handler for ${method}`);
}

function failure(code: number, message: string): Answer {
  return { error: { code, message } };
}
