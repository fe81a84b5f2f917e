import type { ParseResult } from "@codex-contracts/protocol";
import { missingMembers } from "./missing-members.js";

/** What the server says of itself. */
export interface InitializeResult {
  /** Name and release of the server, and what it runs on. */
  readonly userAgent: string;
  /** Folder of its state. */
  readonly codexHome: string;
  /** `unix` or `windows`. */
  readonly platformFamily: string;
  /** `linux`, `macos`, `windows`, …. */
  readonly platformOs: string;
  readonly [member: string]: unknown;
}

export function readInitializeResult(value: unknown): ParseResult<InitializeResult> {
  const members = {
    userAgent: "string",
    codexHome: "string",
    platformFamily: "string",
    platformOs: "string",
  } as const;
  const issues = missingMembers(value, members);
  // No issue: the four members are there.
  return issues.length === 0 ? { ok: true, value: value as InitializeResult } : { ok: false, issues };
}
