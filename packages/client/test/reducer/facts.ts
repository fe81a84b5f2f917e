import {
  buildInitializeFact,
  buildTurnGitMetadataFact,
  buildTurnResolvedConfigFact,
  buildTurnTokenUsageFact,
} from "@codex-contracts/fixtures";
import type {
  ConnectionId,
  InitializeFact,
  RequestId,
  TurnGitMetadataFact,
  TurnResolvedConfigFact,
  TurnTokenUsageFact,
} from "@codex-contracts/protocol/facts";
import type { Fact } from "../../src/reducer/index.js";

export const CONNECTION = 1;
export const THREAD = "0196b000-0000-7000-8000-000000000001";
export const PARENT = "0196b000-0000-7000-8000-000000000002";
export const TURN = "0196b000-0000-7000-8000-000000000101";
export const TRACKING = { model_slug: "gpt-5.4", thread_id: THREAD, turn_id: TURN };

export const initialized = (overrides: Partial<InitializeFact> = {}): Fact => buildInitializeFact(overrides);

export interface Opening {
  readonly connection?: ConnectionId;
  readonly id?: RequestId;
  readonly method?: "thread/start" | "thread/resume" | "thread/fork";
  readonly model?: string;
  readonly thread?: Readonly<Record<string, unknown>>;
}

/** An answer that opens a thread, as the wire has it. */
export function opened({ connection, id, method, model, thread }: Opening = {}): Fact {
  return {
    fact: "response",
    connection_id: connection ?? CONNECTION,
    response: {
      id: id ?? 1,
      method: method ?? "thread/start",
      result: {
        model: model ?? "gpt-5.4",
        thread: { id: THREAD, ephemeral: false, source: "vscode", createdAt: 1_777_000_000, ...thread },
      },
    },
  };
}

export interface Asking {
  readonly connection?: ConnectionId;
  readonly id?: RequestId;
  readonly thread?: string;
  readonly turn?: string;
  readonly images?: number;
}

const input = (images = 0) => [
  { type: "text", text: "Say hello." },
  ...Array.from({ length: images }, (_, i) => ({ type: i % 2 === 0 ? "image" : "localImage" })),
];

export const turnAsked = ({ connection, id, thread, images }: Asking = {}): Fact => ({
  fact: "request",
  connection_id: connection ?? CONNECTION,
  request: {
    id: id ?? 2,
    method: "turn/start",
    params: { threadId: thread ?? THREAD, input: input(images) },
  },
});

export const turnAccepted = ({ connection, id, turn }: Asking = {}): Fact => ({
  fact: "response",
  connection_id: connection ?? CONNECTION,
  response: {
    id: id ?? 2,
    method: "turn/start",
    result: { turn: { id: turn ?? TURN, status: "inProgress" } },
  },
});

export const steerAsked = ({ connection, id, thread, turn, images }: Asking = {}): Fact => ({
  fact: "request",
  connection_id: connection ?? CONNECTION,
  request: {
    id: id ?? 3,
    method: "turn/steer",
    params: { threadId: thread ?? THREAD, expectedTurnId: turn ?? TURN, input: input(images) },
  },
});

export const steerAccepted = ({ connection, id, turn }: Asking = {}): Fact => ({
  fact: "response",
  connection_id: connection ?? CONNECTION,
  response: { id: id ?? 3, method: "turn/steer", result: { turnId: turn ?? TURN } },
});

type ErrorClass = Extract<Fact, { fact: "error_response" }>["error_class"];

export const refused = (
  id: RequestId,
  error_class: ErrorClass = null,
  connection: ConnectionId = CONNECTION,
): Fact => ({
  fact: "error_response",
  connection_id: connection,
  response: { id, error: { code: -32600, message: "no" } },
  error_class,
});

export const turnStarted = (turn: Readonly<Record<string, unknown>> = {}): Fact => ({
  fact: "notification",
  notification: {
    method: "turn/started",
    params: { threadId: THREAD, turn: { id: TURN, status: "inProgress", startedAt: 1_777_000_000, ...turn } },
  },
});

export const turnCompleted = (turn: Readonly<Record<string, unknown>> = {}): Fact => ({
  fact: "notification",
  notification: {
    method: "turn/completed",
    params: {
      threadId: THREAD,
      turn: {
        id: TURN,
        status: "completed",
        error: null,
        completedAt: 1_777_000_015,
        durationMs: 15_000,
        ...turn,
      },
    },
  },
});

export const configured = (overrides: Partial<TurnResolvedConfigFact> = {}): Fact =>
  buildTurnResolvedConfigFact({ thread_id: THREAD, turn_id: TURN, ...overrides });

export const tokensUsed = (overrides: Partial<TurnTokenUsageFact> = {}): Fact =>
  buildTurnTokenUsageFact({ thread_id: THREAD, turn_id: TURN, ...overrides });

export const gitFound = (git_workspaces: TurnGitMetadataFact["git_workspaces"], turn = TURN): Fact => ({
  ...buildTurnGitMetadataFact({ thread_id: THREAD, turn_id: turn }),
  git_workspaces,
});

/** A connection with a thread. */
export const ready: readonly Fact[] = [initialized(), opened()];

/** A whole turn of that thread, its facts in the usual order. */
export const wholeTurn: readonly Fact[] = [
  turnAsked(),
  turnAccepted(),
  turnStarted(),
  configured(),
  tokensUsed(),
  turnCompleted(),
];
