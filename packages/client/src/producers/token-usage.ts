import type { TurnTokenUsageFact } from "@codex-contracts/protocol/facts";

/** Tokens that a session has used since its beginning. */
export type TokenTotals = Omit<TurnTokenUsageFact, "fact" | "turn_id" | "thread_id">;

const COUNTS: readonly (keyof TokenTotals)[] = [
  "input_tokens",
  "cached_input_tokens",
  "output_tokens",
  "reasoning_output_tokens",
  "total_tokens",
];

/** What a turn cost: session totals at its end minus those at its start, each at least 0 (P2). Record it before the completion. */
export function turnTokenUsage(
  turn: { readonly thread_id: string; readonly turn_id: string },
  { start, end }: { readonly start: TokenTotals; readonly end: TokenTotals },
): TurnTokenUsageFact {
  const used = { ...end };
  for (const count of COUNTS) used[count] = Math.max(0, end[count] - start[count]);
  return { fact: "turn_token_usage", turn_id: turn.turn_id, thread_id: turn.thread_id, ...used };
}
