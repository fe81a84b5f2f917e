import type { PermissionRequestHookInput } from "@codex-contracts/protocol/hooks";
import { type NetworkApproval, networkCommand } from "./network-approval.js";
import { permissionModeOf } from "./permission-mode.js";
import { shlexJoin } from "./shlex.js";

/** What every request of a turn says. */
export interface HookTurn {
  readonly sessionId: string;
  readonly turnId: string;
  /** Null when nothing is recorded. */
  readonly transcriptPath: string | null;
  readonly cwd: string;
  readonly model: string;
  /** `never` becomes bypassPermissions, everything else default. */
  readonly approvalPolicy: string;
}

/** What needs an approval. */
export type ApprovalSubject =
  | { readonly surface: "shell"; readonly argv: readonly string[]; readonly justification?: string | null }
  | {
      readonly surface: "shell-command" | "exec-command";
      readonly command: string;
      readonly justification?: string | null;
    }
  /** A program that a running command is about to start. */
  | { readonly surface: "execve"; readonly program: string; readonly argv: readonly string[] }
  | { readonly surface: "apply-patch"; readonly patch: string }
  | {
      readonly surface: "mcp";
      readonly server: string;
      readonly tool: string;
      /** The raw arguments; `{}` when there are none. */
      readonly arguments?: unknown;
    }
  | NetworkApproval;

type Surface = ApprovalSubject["surface"];
type ToolCall = Pick<PermissionRequestHookInput, "tool_name" | "tool_input">;
type Readers = { readonly [S in Surface]: (subject: Extract<ApprovalSubject, { surface: S }>) => ToolCall };

const bash = (command: string, description?: string | null): ToolCall => ({
  tool_name: "Bash",
  tool_input: description == null ? { command } : { command, description },
});

const toolCalls: Readers = {
  shell: ({ argv, justification }) => bash(shlexJoin(argv), justification),
  "shell-command": ({ command, justification }) => bash(command, justification),
  "exec-command": ({ command, justification }) => bash(command, justification),
  execve: ({ program, argv }) => bash(shlexJoin([program, ...argv.slice(1)])),
  "apply-patch": ({ patch }) => ({ tool_name: "apply_patch", tool_input: { command: patch } }),
  mcp: ({ server, tool, arguments: args }) => ({
    tool_name: `mcp__${server}__${tool}`,
    tool_input: args ?? {},
  }),
  network: (approval) => bash(...networkCommand(approval)),
};

/** The request that Codex gives PermissionRequest hooks, with its members in the order of Codex. */
export function permissionRequestInput(turn: HookTurn, subject: ApprovalSubject): PermissionRequestHookInput {
  return {
    session_id: turn.sessionId,
    turn_id: turn.turnId,
    transcript_path: turn.transcriptPath,
    cwd: turn.cwd,
    hook_event_name: "PermissionRequest",
    model: turn.model,
    permission_mode: permissionModeOf(turn.approvalPolicy),
    ...toolCallOf(subject),
  };
}

function toolCallOf<S extends Surface>(subject: Extract<ApprovalSubject, { surface: S }>): ToolCall {
  // The tag is what the table is keyed by, so the reader is the one for the subject.
  const read = toolCalls[subject.surface] as (subject: Extract<ApprovalSubject, { surface: S }>) => ToolCall;
  return read(subject);
}

/** What tells the runs of one request from others: the last part of their ids. */
export function runIdSuffix(
  subject: ApprovalSubject,
  callId: string,
  attempt: "first" | "retry" = "first",
): string {
  if (subject.surface === "network") return `network#${subject.protocol}#${subject.host}#${subject.port}`;
  return attempt === "retry" ? `${callId}:retry` : callId;
}
