import { shlexJoin } from "@codex-contracts/hooks/host";

/** The command line of a hook from words: one word is a command line already, more are quoted and joined. */
export function commandLine(words: readonly string[]): string {
  const [only = "", ...more] = words;
  return more.length === 0 ? only : shlexJoin(words);
}
