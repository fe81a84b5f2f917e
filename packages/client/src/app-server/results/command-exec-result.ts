import type { ParseResult } from "@codex-contracts/protocol";
import { missingMembers } from "./missing-members.js";

/** How a command ended and what it wrote. Codex cuts long output unless told otherwise. */
export interface CommandExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly [member: string]: unknown;
}

export function readCommandExecResult(value: unknown): ParseResult<CommandExecResult> {
  const issues = missingMembers(value, { exitCode: "integer", stdout: "string", stderr: "string" });
  // No issue: the three members are there.
  return issues.length === 0 ? { ok: true, value: value as CommandExecResult } : { ok: false, issues };
}
