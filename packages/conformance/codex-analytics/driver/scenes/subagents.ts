import type { Message } from "../app-server.js";
import { endOf, holdTurn, runTurn, type Stage, startThread } from "../stage.js";

/** Threads that the engine starts: agents of the model, and reviewers. */
export async function subagents(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  const echo = { name: "exec_command", arguments: { cmd: "echo child" } };
  const message = JSON.stringify({ steps: [{ call: echo }, { say: "child" }] });
  const spawn = { name: "spawn_agent", arguments: { message } };
  const seen = stage.server.seen.length;
  const turn = await holdTurn(stage, threadId, "spawned", {
    steps: [{ call: spawn }, { gate: "spawned", say: "spawned" }],
  });
  const fits = ({ method, params }: Message) => method === "turn/completed" && params.threadId !== threadId;
  const child = (await stage.server.after(seen, fits)).params;
  stage.gates.open("spawned");
  await endOf(stage, turn);
  await runTurn(stage, child.threadId, { steps: [{ say: "asked by the user" }] });
}

/** Reviews in the thread and in one of their own. */
export async function reviews(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  await runTurn(stage, threadId, { steps: [{ say: "something to review" }] });
  const instructions = JSON.stringify({ steps: [{ say: "fine" }] });
  for (const delivery of ["inline", "detached"]) {
    const { result } = await stage.server.request("review/start", {
      threadId,
      delivery,
      target: { type: "custom", instructions },
    });
    await endOf(stage, { threadId: result.reviewThreadId, turnId: result.turn.id });
    await runTurn(stage, result.reviewThreadId, { steps: [{ say: "thanks" }] });
  }
}
