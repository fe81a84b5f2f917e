import type { TurnTokenUsageFact } from "@codex-contracts/protocol/facts";
import { count, members } from "./read.js";

/** Five counts of tokens. */
export type Tokens = Omit<TurnTokenUsageFact, "fact" | "turn_id" | "thread_id">;

export const NO_TOKENS: Tokens = Object.freeze({
  input_tokens: 0,
  cached_input_tokens: 0,
  output_tokens: 0,
  reasoning_output_tokens: 0,
  total_tokens: 0,
});

/** A breakdown as the wire has it. */
export function tokensOf(breakdown: unknown): Tokens {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningOutputTokens, totalTokens } =
    members(breakdown);
  return {
    input_tokens: count(inputTokens),
    cached_input_tokens: count(cachedInputTokens),
    output_tokens: count(outputTokens),
    reasoning_output_tokens: count(reasoningOutputTokens),
    total_tokens: count(totalTokens),
  };
}

/** What was spent in between, each count at least 0 (P2). */
export function spent(before: Tokens, after: Tokens): Tokens {
  const less = (name: keyof Tokens) => Math.max(0, after[name] - before[name]);
  return {
    input_tokens: less("input_tokens"),
    cached_input_tokens: less("cached_input_tokens"),
    output_tokens: less("output_tokens"),
    reasoning_output_tokens: less("reasoning_output_tokens"),
    total_tokens: less("total_tokens"),
  };
}
