import type { Message } from "../app-server.js";
import type { Script, Step } from "../model.js";
import { SMALL_MODEL } from "../model-catalogue.js";
import { endOf, runTurn, type Stage, startThread } from "../stage.js";

const NO: Step = { http: { status: 500, error: { message: "no summary" } } };
const SMALL = { config: { model_auto_compact_token_limit: 1000 } };
const echo = { name: "exec_command", arguments: { cmd: "echo hi" } };

/** Compactions that the user asks for: one that works, one that fails, one that is interrupted, one by the provider. */
export async function manualCompactions(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  await runTurn(stage, threadId, { steps: [{ say: "a lot", tokens: 2000 }] });
  await compact(stage, threadId);
  await runTurn(stage, threadId, { steps: [{ say: "more" }], compact: NO });
  await compact(stage, threadId);
  await runTurn(stage, threadId, { steps: [{ say: "more" }], compact: { gate: "cut off", say: "late" } });
  const reached = stage.gates.reached("cut off");
  const turnId = await startCompaction(stage, threadId);
  await reached;
  await stage.server.request("turn/interrupt", { threadId, turnId });
  await endOf(stage, { threadId, turnId });
  stage.gates.open("cut off");
  const remote = await startThread(stage, { modelProvider: "remote" });
  await runTurn(stage, remote, { steps: [{ say: "elsewhere", tokens: 3000 }] });
  await compact(stage, remote);
  await runTurn(stage, remote, { steps: [{ say: "after" }] });
}

/** Compactions that Codex starts: before a turn and in the middle of one, and those that fail. */
export async function automaticCompactions(stage: Stage): Promise<void> {
  const full: Script = { steps: [{ say: "a lot", tokens: 2000 }] };
  const before = await startThread(stage, SMALL);
  await runTurn(stage, before, full);
  await runTurn(stage, before, { steps: [{ say: "fits" }] });
  await runTurn(stage, before, { ...full, compact: NO });
  await runTurn(stage, before, { steps: [{ say: "does not fit" }], compact: NO });
  await runTurn(stage, before, { steps: [{ say: "fits" }] });
  const within = await startThread(stage, SMALL);
  await runTurn(stage, within, { steps: [{ call: echo, tokens: 2000 }, { say: "not reached" }] });
  await runTurn(stage, within, {
    steps: [{ call: echo, tokens: 3000 }, { say: "not reached" }],
    compact: NO,
  });
}

/** A compaction because the thread moves to a model with less room. */
export async function compactionForSmallerModel(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  await runTurn(stage, threadId, { steps: [{ say: "a lot", tokens: 100_000 }] });
  await runTurn(stage, threadId, { steps: [{ say: "with less room" }] }, { extra: { model: SMALL_MODEL } });
}

/** Asks for a compaction and gives the id of its turn. */
export async function startCompaction({ server }: Stage, threadId: string): Promise<string> {
  const seen = server.seen.length;
  await server.request("thread/compact/start", { threadId });
  const fits = ({ params, method }: Message) => method === "turn/started" && params.threadId === threadId;
  return (await server.after(seen, fits)).params.turn.id;
}

async function compact(stage: Stage, threadId: string): Promise<void> {
  await endOf(stage, { threadId, turnId: await startCompaction(stage, threadId) });
}
