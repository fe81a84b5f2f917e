import { join } from "node:path";
import { skillPaths } from "../repository.js";
import { runTurn, type Stage, startThread } from "../stage.js";

/** Skills that the user names, and one that a command picks up. */
export async function skills(stage: Stage): Promise<void> {
  const repo = join(stage.folder, "repo");
  const { greet, build } = skillPaths(stage.home, repo);
  await stage.server.request("skills/list", { cwds: [repo, join(stage.folder, "project")] });
  const items = [
    { type: "skill", name: "greet", path: greet },
    { type: "skill", name: "build", path: build },
  ];
  const threadId = await startThread(stage, { cwd: repo });
  await runTurn(stage, threadId, { steps: [] }, { items });
  await runTurn(stage, threadId, { steps: [] }, { before: "use $greet " });
  const cat = { name: "exec_command", arguments: { cmd: `cat ${build}` } };
  await runTurn(stage, threadId, { steps: [{ call: cat }, { call: cat }, { say: "read" }] });
}
