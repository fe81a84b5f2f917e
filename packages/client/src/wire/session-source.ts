import type { SessionSource, SubagentSource } from "@codex-contracts/protocol/facts";
import { members, text, word } from "./read.js";

type Word<Union> = { readonly [Each in Extract<Union, string>]: Each };

const WORDS: Word<SessionSource> = {
  cli: "cli",
  vscode: "vscode",
  exec: "exec",
  appServer: "appServer",
  mcp: "mcp",
  unknown: "unknown",
};
const SUBAGENTS: Word<SubagentSource> = {
  review: "review",
  compact: "compact",
  memory_consolidation: "memory_consolidation",
};

/** Where a thread came from, as the wire says it; `unknown` for what this release does not say. */
export function sessionSourceOf(value: unknown): SessionSource {
  const { custom, subAgent } = members(value);
  const known = word(WORDS, value);
  const source = text(custom);
  const subagent = subagentSourceOf(subAgent);
  if (known !== undefined) return known;
  if (source !== undefined) return { custom: source };
  return subagent === undefined ? "unknown" : { subAgent: subagent };
}

function subagentSourceOf(value: unknown): SubagentSource | undefined {
  const { thread_spawn, other } = members(value);
  const parent = text(members(thread_spawn)["parent_thread_id"]);
  const label = text(other);
  if (parent !== undefined) return { thread_spawn: { parent_thread_id: parent } };
  return word(SUBAGENTS, value) ?? (label === undefined ? undefined : { other: label });
}
