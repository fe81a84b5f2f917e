import type { HooksConfig } from "@codex-contracts/protocol/hooks";

/** A hooks.json that runs one command for approvals of commands. */
export function hooksJsonText(command: string): string {
  const config: HooksConfig = {
    hooks: {
      PermissionRequest: [{ matcher: "Bash", hooks: [{ type: "command", command, timeout: 30 }] }],
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
