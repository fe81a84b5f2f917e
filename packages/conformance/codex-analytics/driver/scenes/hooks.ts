import { join } from "node:path";
import type { Script } from "../model.js";
import { clearHooks, runTurn, type Stage, setHooks, startThread } from "../stage.js";

const FAIL = "exit 1";
const BLOCK = `echo no >&2; exit 2`;
const STOP = `echo '{"continue":false,"stopReason":"enough"}'`;
const permission = (behavior: string) =>
  `echo '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"${behavior}"}}}'`;
const ONCE = "[ -f .hooks/once ] && exit 0; touch .hooks/once; ";

const say: Script = { steps: [{ say: "hello" }] };
const run: Script = { steps: [{ call: { name: "exec_command", arguments: { cmd: "echo hi" } } }] };
const ask: Script = {
  steps: [
    {
      call: {
        name: "exec_command",
        arguments: { cmd: "touch asked", sandbox_permissions: "require_escalated", justification: "to see" },
      },
    },
  ],
};

/** What the hooks do in a turn, one row each. */
const ROWS: readonly { readonly script: Script; readonly hooks: Readonly<Record<string, string>> }[] = [
  { script: say, hooks: { UserPromptSubmit: FAIL, Stop: FAIL } },
  { script: say, hooks: { UserPromptSubmit: BLOCK } },
  { script: say, hooks: { UserPromptSubmit: STOP } },
  { script: say, hooks: { Stop: STOP } },
  { script: say, hooks: { Stop: `${ONCE}${BLOCK}` } },
  { script: run, hooks: { PreToolUse: FAIL, PostToolUse: FAIL } },
  { script: run, hooks: { PreToolUse: BLOCK } },
  { script: run, hooks: { PostToolUse: `echo '{"decision":"block","reason":"no"}'` } },
  { script: run, hooks: { PostToolUse: STOP } },
  { script: ask, hooks: { PermissionRequest: permission("allow") } },
  { script: ask, hooks: { PermissionRequest: permission("deny") } },
  { script: ask, hooks: { PermissionRequest: FAIL } },
];

/** Every hook with every result that it can have. */
export async function hooks(stage: Stage): Promise<void> {
  const project = join(stage.folder, "project");
  const threadId = await startThread(stage, { approvalPolicy: "on-request" });
  for (const { script, hooks } of ROWS) {
    setHooks(project, "user", hooks);
    await runTurn(stage, threadId, script);
    clearHooks(project);
    await stage.settle();
  }
  for (const SessionStart of [FAIL, STOP]) {
    setHooks(project, "user", { SessionStart });
    await runTurn(stage, await startThread(stage), say);
    clearHooks(project);
  }
  await runTurn(stage, await startThread(stage, { cwd: join(stage.folder, "repo") }), run);
}
