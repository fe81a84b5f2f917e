import type { HookOutcome } from "@codex-contracts/hooks/judge";
import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { CaseResult } from "./driver/plan.js";

/** What of an outcome shows in a turn: the same form for what Codex did and for what our host says. */
export type Observation = Readonly<Record<string, unknown>>;

/** What a turn of Codex shows of the outcome of its hooks. */
export function observed(event: HookEventName, result: CaseResult): Observation {
  const { asks, ran, toolOutput, contexts, prompts, requests } = result;
  if (event === "PermissionRequest") {
    const outcome = asks > 0 ? "ask" : ran ? "allow" : "deny";
    return { outcome, message: outcome === "deny" ? rejection(toolOutput ?? "") : null };
  }
  if (event === "PreToolUse") return { ran, toolOutput: ran ? null : toolOutput };
  if (event === "PostToolUse")
    return { contexts, feedback: toolOutput?.startsWith("Chunk ID: ") === true ? null : toolOutput };
  if (event === "Stop") return { prompts };
  return { stopped: requests === 0, contexts };
}

/** What the outcome of a host would show in that turn. */
export function expected(
  event: HookEventName,
  outcome: HookOutcome,
  texts: { readonly blocked: string | null; readonly prompts: readonly string[] },
): Observation {
  const { decision, shouldBlock, shouldStop, additionalContexts, feedback } = outcome;
  if (event === "PermissionRequest")
    return {
      outcome: decision?.behavior ?? "ask",
      message: decision?.behavior === "deny" ? decision.message : null,
    };
  if (event === "PreToolUse") return { ran: !shouldBlock, toolOutput: texts.blocked };
  if (event === "PostToolUse") return { contexts: additionalContexts, feedback };
  if (event === "Stop") return { prompts: texts.prompts };
  return { stopped: shouldStop, contexts: shouldStop ? [] : additionalContexts };
}

/** The message in `CreateProcess { message: "Rejected(\"…\")" }`: quoted twice, as Rust does. */
function rejection(output: string): string | null {
  const quoted = /Rejected\((.*)\)" \}$/s.exec(output)?.[1];
  return quoted === undefined ? null : unquote(unquote(`"${quoted}"`));
}

function unquote(text: string): string {
  const json = text
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, hex: string) => `\\u${hex.padStart(4, "0")}`)
    .replaceAll("\\'", "'");
  return JSON.parse(json);
}
