import { runTurn, type Stage, startThread } from "../stage.js";

const hello = { steps: [{ say: "hello" }] };

/** Threads that are forked and come back to while they are loaded; turns that no event tells of. */
export async function loadedThreads(stage: Stage): Promise<void> {
  const { server } = stage;
  const threadId = await firstThread(stage);
  await server.request("thread/resume", { threadId, persistExtendedHistory: false });
  await runTurn(stage, threadId, hello);
  const { result } = await server.request("thread/fork", { threadId, persistExtendedHistory: false });
  await runTurn(stage, result.thread.id, hello);
  const seen = server.seen.length;
  await server.request("thread/shellCommand", { threadId, command: "echo by hand" });
  await server.after(
    seen,
    ({ method, params }) => method === "turn/completed" && params.threadId === threadId,
  );
  await server.request("thread/rollback", { threadId, numTurns: 1 });
  await server.request("thread/read", { threadId, includeTurns: true });
  const fresh = await startThread(stage);
  const fork = await server.request("thread/fork", {
    threadId,
    ephemeral: true,
    persistExtendedHistory: false,
  });
  await runTurn(stage, fork.result.thread.id, hello);
  await server.request("thread/resume", { threadId: fresh, persistExtendedHistory: false });
  await server.request("turn/start", { threadId: "01a1f842-ae43-7ed3-9aa4-e26ada1003ca", input: [] });
}

/** Threads that are unloaded and come back to, in the same process. */
export async function reloadedThreads(stage: Stage): Promise<void> {
  const { server } = stage;
  const threadId = await startThread(stage);
  await runTurn(stage, threadId, hello);
  await server.request("thread/unsubscribe", { threadId });
  await server.request("thread/resume", { threadId, persistExtendedHistory: false });
  await runTurn(stage, threadId, hello);
  await server.request("thread/archive", { threadId });
  await server.request("thread/unarchive", { threadId });
  await server.request("thread/resume", { threadId, persistExtendedHistory: false });
  await runTurn(stage, threadId, hello);
}

/** Threads of an earlier process. */
export async function unloadedThreads(stage: Stage): Promise<void> {
  const { server } = stage;
  const threadId = await firstThread(stage);
  const fork = await server.request("thread/fork", {
    threadId,
    persistExtendedHistory: false,
    model: "gpt-5.4",
  });
  await runTurn(stage, fork.result.thread.id, hello);
  await server.request("thread/resume", { threadId, persistExtendedHistory: false, personality: "friendly" });
  await runTurn(stage, threadId, hello);
  await runTurn(stage, threadId, hello);
}

/** One turn, as plain as can be. */
export async function plainThread(stage: Stage): Promise<void> {
  await runTurn(stage, await startThread(stage), hello);
}

/** The oldest thread there is. */
async function firstThread({ server }: Stage): Promise<string> {
  const { result } = await server.request("thread/list", { limit: 100 });
  return result.data.at(-1).id;
}
