import type { ParseResult } from "@codex-contracts/protocol";
import { TurnMetadata } from "@codex-contracts/protocol/turn-metadata";

/** Reads the text of the header; issues say where it breaks the contract, never with what. Keys of later releases are text or are issues. */
export function parseTurnMetadata(text: string): ParseResult<TurnMetadata> {
  try {
    return TurnMetadata.safeParse(JSON.parse(text));
  } catch {
    return { ok: false, issues: [{ path: "", code: "type", expected: "a JSON object" }] };
  }
}
