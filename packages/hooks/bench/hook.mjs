import { allow, deny, noDecision, runPermissionRequestHook } from "@codex-contracts/hooks";

await runPermissionRequestHook(({ tool_name, tool_input }) => {
  const command = tool_name === "Bash" ? String(tool_input?.command) : "";
  if (command.startsWith("rm ")) return deny("no rm");
  return command.startsWith("touch ") ? allow() : noDecision();
});
