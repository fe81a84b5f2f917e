import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runTurn, type Stage, startThread } from "../stage.js";

const PARENT = "01a1f842-ae43-7ed3-9aa4-e26ada1003ca";
const hello = { steps: [{ say: "hello" }] };

/** Where a thread can come from, in the words of a rollout file. */
const SOURCES: readonly unknown[] = [
  "cli",
  "exec",
  "mcp",
  "unknown",
  { custom: "their-own" },
  { subagent: "review" },
  { subagent: "compact" },
  { subagent: "memory_consolidation" },
  { subagent: { thread_spawn: { parent_thread_id: PARENT, depth: 1 } } },
  { subagent: { other: "their-own" } },
];

/** Threads that something else has left behind: a rollout file each, told apart by its source. */
export async function foreignThreads(stage: Stage): Promise<void> {
  const ours = await startThread(stage);
  await runTurn(stage, ours, hello);
  const { result } = await stage.server.request("thread/read", { threadId: ours });
  const file: string = result.thread.path;
  const rollout = readFileSync(file, "utf8");
  for (const [index, source] of SOURCES.entries()) {
    const id = `${ours.slice(0, -4)}f${String(index).padStart(3, "0")}`;
    const path = join(dirname(file), `rollout-2026-01-01T00-00-00-${id}.jsonl`);
    const text = rollout
      .replaceAll(ours, id)
      .replace('"source":"vscode"', `"source":${JSON.stringify(source)}`);
    writeFileSync(path, text);
    const resumed = await stage.server.request("thread/resume", {
      threadId: id,
      persistExtendedHistory: false,
    });
    if (resumed.error === undefined) await runTurn(stage, id, hello);
    await stage.settle();
  }
}
