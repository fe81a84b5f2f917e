import type { ConnectionId, RequestId } from "@codex-contracts/protocol/facts";
import type { PendingTurnStart, PendingTurnSteer, TurnCompletion } from "../state.js";
import { isRecord } from "./is-record.js";
import { countOr } from "./numbers.js";
import { turnError } from "./turn-error.js";

type Members = Readonly<Record<string, unknown>>;

export function isId(value: unknown): value is ConnectionId & RequestId {
  return typeof value === "string" || typeof value === "number";
}

/** An id that an event can carry. */
export function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Parameters of turn/start (R3); undefined when they are not what Codex takes. */
export function readTurnStart(params: unknown): PendingTurnStart | undefined {
  if (!isRecord(params)) return undefined;
  const { threadId, input } = params;
  return isName(threadId) && Array.isArray(input)
    ? { method: "turn/start", thread: threadId, images: imagesIn(input) }
    : undefined;
}

/** Parameters of turn/steer (R4); `createdAt` in Unix seconds. */
export function readTurnSteer(params: unknown, createdAt: number): PendingTurnSteer | undefined {
  if (!isRecord(params)) return undefined;
  const { threadId, expectedTurnId, input } = params;
  return isName(threadId) && typeof expectedTurnId === "string" && Array.isArray(input)
    ? {
        method: "turn/steer",
        thread: threadId,
        expectedTurn: expectedTurnId,
        images: imagesIn(input),
        createdAt,
      }
    : undefined;
}

/** Counts images by address and image files (R30). */
function imagesIn(input: readonly unknown[]): number {
  let images = 0;
  for (const item of input) {
    const type = isRecord(item) ? item["type"] : undefined;
    if (type === "image" || type === "localImage") images++;
  }
  return images;
}

/** A thread as an answer that opens it says it (R8). */
export interface OpenedThread {
  readonly id: string;
  readonly model: string;
  readonly ephemeral: boolean;
  readonly source: unknown;
  readonly createdAt: number;
}

export function readOpenedThread(result: unknown): OpenedThread | undefined {
  const thread = isRecord(result) ? result["thread"] : undefined;
  if (!isRecord(result) || !isRecord(thread)) return undefined;
  const { id, ephemeral, source, createdAt } = thread;
  const model = result["model"];
  if (!isName(id) || typeof model !== "string" || typeof ephemeral !== "boolean") return undefined;
  return { id, model, ephemeral, source, createdAt: countOr(createdAt, 0) };
}

/** Id of the turn that an answer to turn/start names (R13). */
export function readStartedTurnId(result: unknown): string | undefined {
  const turn = isRecord(result) ? result["turn"] : undefined;
  return turnIdOf(turn);
}

/** Id of the turn that took a steer (R14). */
export function readSteeredTurnId(result: unknown): string | undefined {
  const id = isRecord(result) ? result["turnId"] : undefined;
  return isName(id) ? id : undefined;
}

/** The turn that a notification is about. */
export function readTurn(params: unknown): Members | undefined {
  const turn = isRecord(params) ? params["turn"] : undefined;
  return isRecord(turn) && isName(turn["id"]) ? turn : undefined;
}

export function turnIdOf(turn: unknown): string | undefined {
  const id = isRecord(turn) ? turn["id"] : undefined;
  return isName(id) ? id : undefined;
}

const STATUSES: ReadonlyMap<unknown, TurnCompletion["status"]> = new Map([
  ["completed", "completed"],
  ["failed", "failed"],
  ["interrupted", "interrupted"],
]);

/** How a turn ended (R19); a status that says nothing and what is no time are not known. */
export function readCompletion(turn: Members): {
  readonly completion: TurnCompletion;
  readonly unknownError: boolean;
} {
  const { status, error, completedAt, durationMs } = turn;
  const classified = turnError(isRecord(error) ? error["codexErrorInfo"] : undefined);
  return {
    completion: {
      status: STATUSES.get(status) ?? null,
      error: classified.error,
      completedAt: countOr(completedAt, 0),
      durationMs: countOr(durationMs, null),
    },
    unknownError: classified.unknown,
  };
}
