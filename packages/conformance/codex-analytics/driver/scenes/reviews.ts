import { join } from "node:path";
import type { Script } from "../model.js";
import { endOf, runTurn, type Stage, startThread, startTurn } from "../stage.js";

const escalated = (wish: string, more: object = {}) => ({
  name: "exec_command",
  arguments: {
    cmd: `touch ${wish}`,
    sandbox_permissions: "require_escalated",
    justification: `guardian:${wish}`,
    ...more,
  },
});

/** Approvals that the automatic reviewer decides. */
export async function guardianReviews(stage: Stage): Promise<void> {
  const threadId = await startThread(stage, {
    approvalPolicy: "on-request",
    approvalsReviewer: "auto_review",
  });
  const script = (call: { name: string; arguments: object }): Script => ({ steps: [{ call }] });
  for (const wish of ["allow", "deny", "garbage", "fail"])
    await runTurn(stage, threadId, script(escalated(wish)));
  await runTurn(stage, threadId, script(escalated("allow", { tty: true })));
  const file_system = { write: [join(stage.folder, "elsewhere")] };
  await runTurn(
    stage,
    threadId,
    script(
      escalated("allow", {
        sandbox_permissions: "with_additional_permissions",
        additional_permissions: { file_system },
      }),
    ),
  );
  await runTurn(
    stage,
    threadId,
    script({
      name: "request_permissions",
      arguments: { reason: "guardian:allow", permissions: { file_system } },
    }),
  );
  const patch = `*** Begin Patch\n*** Add File: ${join(stage.folder, "elsewhere.txt")}\n+guardian:allow\n*** End Patch`;
  await runTurn(stage, threadId, { steps: [{ patch }] });
  await runTurn(stage, threadId, { steps: [{ calls: [escalated("allow"), escalated("deny")] }] });
  const reached = stage.gates.reached("guardian");
  const turn = await startTurn(stage, threadId, script(escalated("wait")));
  await reached;
  await stage.server.request("turn/interrupt", turn);
  await endOf(stage, turn);
  stage.gates.open("guardian");
}

/** Approvals that the user decides: no event tells of them. */
export async function userApprovals(stage: Stage): Promise<void> {
  const threadId = await startThread(stage, { approvalPolicy: "on-request" });
  await runTurn(stage, threadId, { steps: [{ call: escalated("yes") }] });
}
