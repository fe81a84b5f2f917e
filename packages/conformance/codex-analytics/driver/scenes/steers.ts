import { endOf, holdTurn, type Stage, startThread, steer } from "../stage.js";
import { startCompaction } from "./compactions.js";

const TOO_LONG = "x".repeat(1_048_577);

/** Steers that a running turn takes, and those that it does not. */
export async function steers(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  const turn = await holdTurn(stage, threadId, "steered");
  await steer(stage, turn, "look there");
  await steer(stage, turn, "and there", [{ type: "image", url: "data:image/png;base64,AA==" }]);
  await steer(stage, { ...turn, turnId: threadId }, "another turn");
  await steer(stage, turn, "");
  await steer(stage, turn, TOO_LONG);
  await steer(stage, { ...turn, turnId: "" }, "no turn named");
  stage.gates.open("steered");
  await endOf(stage, turn);
  await steer(stage, turn, "too late");
  await steer(stage, { ...turn, threadId: turn.turnId }, "no such thread");
  await steerTheUnsteerable(stage, threadId);
}

async function steerTheUnsteerable(stage: Stage, threadId: string): Promise<void> {
  const compacting = stage.gates.reached("compacting");
  const held = await holdTurn(stage, threadId, "before", {
    steps: [{ gate: "before", say: "so" }],
    compact: { gate: "compacting", say: "shorter" },
  });
  stage.gates.open("before");
  await endOf(stage, held);
  const compactTurn = { threadId, turnId: await startCompaction(stage, threadId) };
  await compacting;
  await steer(stage, compactTurn, "while compacting");
  stage.gates.open("compacting");
  await endOf(stage, compactTurn);
  const reviewing = stage.gates.reached("reviewing");
  const instructions = JSON.stringify({ steps: [{ gate: "reviewing", say: "fine" }] });
  const { result } = await stage.server.request("review/start", {
    threadId,
    target: { type: "custom", instructions },
  });
  await reviewing;
  await steer(stage, { threadId, turnId: result.turn.id }, "while reviewing");
  stage.gates.open("reviewing");
  await endOf(stage, { threadId, turnId: result.turn.id });
}
