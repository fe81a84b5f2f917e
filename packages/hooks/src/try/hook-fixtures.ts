import type { HookEventName, HookInput } from "@codex-contracts/protocol/hooks";
import {
  type ApprovalSubject,
  type HookTurn,
  permissionRequestInput,
} from "../host/permission-request-input.js";
import type { HookInputs } from "../write/hook-contract.js";

/** Requests to try a hook with, by name. */
export type HookFixtures = Readonly<Record<string, HookInput>>;

const patch = "*** Begin Patch\n*** Add File: ../notes/release.md\n+# Release\n*** End Patch";
const subjects: Readonly<Record<string, ApprovalSubject>> = {
  shell: { surface: "shell", argv: ["git", "push", "--force", "origin", "main"] },
  exec: {
    surface: "exec-command",
    command: "cp build/report.html /srv/reports/",
    justification: "Do you want to publish the report outside the workspace?",
  },
  patch: { surface: "apply-patch", patch },
  mcp: {
    surface: "mcp",
    server: "filesystem",
    tool: "write_file",
    arguments: { path: "/srv/reports/a.txt", content: "a" },
  },
  network: {
    surface: "network",
    protocol: "https",
    host: "registry.example.com",
    port: 443,
    activeCommands: ["curl -O https://registry.example.com/tool.tgz"],
  },
};

/** Requests of an event as Codex sends them, for a session in a working directory. */
export function hookFixtures(event: HookEventName, cwd: string): HookFixtures {
  return fixtures[event](cwd);
}

const fixtures: Readonly<Record<HookEventName, (cwd: string) => HookFixtures>> = {
  PermissionRequest: (cwd) =>
    Object.fromEntries(
      Object.entries(subjects).map(([name, subject]) => [name, permissionRequestInput(turnIn(cwd), subject)]),
    ),
  PreToolUse: (cwd) => ({
    exec: tool(cwd, "PreToolUse", "Bash", { command: "npm test" }),
    patch: tool(cwd, "PreToolUse", "apply_patch", { command: patch }),
    mcp: tool(cwd, "PreToolUse", "mcp__filesystem__read_file", { path: "README.md" }),
  }),
  PostToolUse: (cwd) => ({
    exec: { ...tool(cwd, "PostToolUse", "Bash", { command: "npm test" }), tool_response: "12 passed\n" },
    mcp: {
      ...tool(cwd, "PostToolUse", "mcp__filesystem__read_file", { path: "README.md" }),
      tool_response: { content: [{ type: "text", text: "# Readme" }], isError: false },
    },
  }),
  SessionStart: (cwd) => ({
    startup: sessionStart(cwd, "startup"),
    resume: sessionStart(cwd, "resume"),
    clear: sessionStart(cwd, "clear"),
  }),
  UserPromptSubmit: (cwd) => ({
    prompt: { ...common(cwd), hook_event_name: "UserPromptSubmit", prompt: "Write the release notes" },
  }),
  Stop: (cwd) => ({ first: stop(cwd, "first"), again: stop(cwd, "again") }),
};

function turnIn(cwd: string): HookTurn {
  return {
    sessionId: "019d8d5f-2325-7ca2-90d0-de30ca64fb2a",
    turnId: "019d8d5f-2417-7be3-8e0c-6a1f3c2d9b70",
    transcriptPath: null,
    cwd,
    model: "gpt-5.3-codex",
    approvalPolicy: "on-request",
  };
}

function common(cwd: string) {
  const { sessionId, turnId, transcriptPath, model } = turnIn(cwd);
  return {
    session_id: sessionId,
    turn_id: turnId,
    transcript_path: transcriptPath,
    cwd,
    model,
    permission_mode: "default" as const,
  };
}

function tool<E extends "PreToolUse" | "PostToolUse">(cwd: string, event: E, name: string, input: unknown) {
  return {
    ...common(cwd),
    hook_event_name: event,
    tool_name: name,
    tool_input: input,
    tool_use_id: "call_6pQ1",
  };
}

function sessionStart(cwd: string, source: HookInputs["SessionStart"]["source"]): HookInputs["SessionStart"] {
  const { turn_id: _, ...rest } = common(cwd);
  return { ...rest, hook_event_name: "SessionStart", source };
}

function stop(cwd: string, run: "first" | "again"): HookInputs["Stop"] {
  return {
    ...common(cwd),
    hook_event_name: "Stop",
    stop_hook_active: run === "again",
    last_assistant_message: "The release notes are written.",
  };
}
