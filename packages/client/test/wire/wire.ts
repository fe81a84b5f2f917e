import { factsFromWire, type WireOptions } from "../../src/wire/index.js";

export type Told = ReturnType<ReturnType<typeof factsFromWire>>[number];

/** A conversation that is told to a reader, message by message. */
export interface Conversation {
  /** A request of the client and its answer; gives the facts of both. */
  ask(method: string, params: object, answer: { result?: unknown; error?: unknown }): readonly Told[];
  /** A notification of the server. */
  notify(method: string, params: object): readonly Told[];
  /** Time of the next message, Unix ms. */
  at: number;
}

export function converse(options?: WireOptions): Conversation {
  const read = factsFromWire(options);
  let id = 0;
  const conversation: Conversation = {
    at: 1_777_000_000_500,
    ask: (method, params, answer) => {
      id += 1;
      const { at } = conversation;
      return [
        ...read({ from: "client", at, message: { id, method, params } }),
        ...read({ from: "server", at, message: { id, ...answer } }),
      ];
    },
    notify: (method, params) => read({ from: "server", at: conversation.at, message: { method, params } }),
  };
  return conversation;
}

export const THREAD = "01a1f842-ae43-7ed3-9aa4-e26ada1003ca";
export const TURN = "01a1f842-ae5b-7353-aade-99e755747e88";

/** A conversation in which a client has introduced itself and opened a thread. */
export function opened(options?: WireOptions, params: object = {}, result: object = {}): Conversation {
  const conversation = converse(options);
  const clientInfo = { name: "my-ide", title: null, version: "1.2.3" };
  const userAgent = "my-ide/0.125.0 (Debian 12.0.0; x86_64) unknown (my-ide; 1.2.3)";
  conversation.ask(
    "initialize",
    { clientInfo },
    { result: { userAgent, codexHome: "/home/me/.codex", platformOs: "linux" } },
  );
  conversation.ask("thread/start", params, { result: { ...threadResult(THREAD), ...result } });
  return conversation;
}

export function threadResult(id: string): object {
  return {
    thread: {
      id,
      ephemeral: false,
      modelProvider: "mock",
      createdAt: 1_777_000_000,
      source: "vscode",
      turns: [],
    },
    model: "gpt-5.3-codex",
    modelProvider: "mock",
    serviceTier: null,
    approvalPolicy: "never",
    approvalsReviewer: "user",
    sandbox: { type: "workspaceWrite", networkAccess: false },
    reasoningEffort: null,
  };
}

/** Starts a turn up to its first item, and gives what that told. */
export function startTurn(conversation: Conversation, params: object = {}, turnId = TURN): readonly Told[] {
  const input = [{ type: "text", text: "hello", text_elements: [] }];
  const turn = { id: turnId, status: "inProgress" };
  return [
    ...conversation.ask("turn/start", { threadId: THREAD, input, ...params }, { result: { turn } }),
    ...conversation.notify("turn/started", { threadId: THREAD, turn }),
    ...item(conversation, "completed", { type: "userMessage", id: "i" }, turnId),
  ];
}

export function item(
  conversation: Conversation,
  moment: "started" | "completed",
  given: object,
  turnId = TURN,
): readonly Told[] {
  return conversation.notify(`item/${moment}`, { threadId: THREAD, turnId, item: given });
}

export function endTurn(conversation: Conversation, turn: object = {}, turnId = TURN): readonly Told[] {
  const ended = { id: turnId, status: "completed", error: null, ...turn };
  return conversation.notify("turn/completed", { threadId: THREAD, turn: ended });
}

export function spend(conversation: Conversation, total: number, last = total): readonly Told[] {
  const tokens = (totalTokens: number) => ({
    totalTokens,
    inputTokens: totalTokens,
    cachedInputTokens: 0,
    outputTokens: 0,
    reasoningOutputTokens: 0,
  });
  const tokenUsage = { total: tokens(total), last: tokens(last), modelContextWindow: 258_400 };
  return conversation.notify("thread/tokenUsage/updated", { threadId: THREAD, turnId: TURN, tokenUsage });
}

export const names = (facts: readonly Told[]): readonly string[] => facts.map(({ fact }) => fact);
