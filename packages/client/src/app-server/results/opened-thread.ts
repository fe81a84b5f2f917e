import type { Contract, ParseResult } from "@codex-contracts/protocol";
import { isRecord } from "../message.js";
import { missingMembers } from "./missing-members.js";

/** What the answers that open a thread have beside the permissions. */
export interface OpenedThread {
  readonly thread: { readonly id: string; readonly [member: string]: unknown };
}

/** Reads an answer that opens a thread: its contract, and the thread itself. */
export function threadResult<T>(
  contract: Pick<Contract<T>, "consumer">,
): (value: unknown) => ParseResult<T & OpenedThread> {
  return (value) => {
    const judged = contract.consumer.safeParse(value);
    if (!judged.ok) return { ok: false, issues: judged.issues };
    const thread = isRecord(value) ? value["thread"] : undefined;
    const issues = missingMembers(thread, { id: "string" }, "/thread");
    // No issue: the thread has an id, and the contract accepted the rest.
    return issues.length === 0 ? { ok: true, value: value as T & OpenedThread } : { ok: false, issues };
  };
}
