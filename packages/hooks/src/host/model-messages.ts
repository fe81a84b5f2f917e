/** What the model reads in place of a tool call that a PreToolUse hook blocked. */
export function blockedToolMessage(toolName: string, toolInput: unknown, reason: string): string {
  const command = commandOf(toolInput);
  if (command !== null && (toolName === "Bash" || toolName === "apply_patch"))
    return `Command blocked by PreToolUse hook: ${reason}. Command: ${command}`;
  return `Tool call blocked by PreToolUse hook: ${reason}. Tool: ${toolName}`;
}

/** The prompt that a turn goes on with after Stop hooks: one XML fragment for each. */
export function continuationPrompt(
  fragments: readonly { readonly text: string; readonly hookRunId: string }[],
): readonly string[] {
  return fragments.map(
    ({ text, hookRunId }) =>
      `<hook_prompt hook_run_id="${escapeXml(hookRunId)}">${escapeXml(text)}</hook_prompt>`,
  );
}

function commandOf(toolInput: unknown): string | null {
  if (typeof toolInput !== "object" || toolInput === null || !("command" in toolInput)) return null;
  return typeof toolInput.command === "string" ? toolInput.command : null;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
