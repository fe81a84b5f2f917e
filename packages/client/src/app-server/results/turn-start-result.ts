import type { ParseResult } from "@codex-contracts/protocol";
import { isRecord } from "../message.js";
import { missingMembers } from "./missing-members.js";

/** The turn that was begun; what comes of it is told by notifications. */
export interface TurnStartResult {
  readonly turn: { readonly id: string; readonly status: string; readonly [member: string]: unknown };
  readonly [member: string]: unknown;
}

export function readTurnStartResult(value: unknown): ParseResult<TurnStartResult> {
  const turn = isRecord(value) ? value["turn"] : undefined;
  const issues = missingMembers(turn, { id: "string", status: "string" }, "/turn");
  // No issue: the turn has both members.
  return issues.length === 0 ? { ok: true, value: value as TurnStartResult } : { ok: false, issues };
}
