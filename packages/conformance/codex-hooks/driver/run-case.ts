import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AppServer } from "./app-server.js";
import { stdinsOf, writeCaseFolder } from "./case-folder.js";
import type { MockModel, ModelItem } from "./mock-model.js";
import type { Case, CaseResult, ReportedRun } from "./plan.js";

/** Runs one turn for a case and gathers what Codex reported, did and told the model. */
export async function runCase(
  server: AppServer,
  model: MockModel,
  given: Case,
  folder: string,
): Promise<CaseResult> {
  writeCaseFolder(folder, given);
  const asked = given.event === "PermissionRequest";
  const started = await server.request("thread/start", {
    cwd: folder,
    approvalPolicy: asked ? "on-request" : "never",
    sandbox: asked ? "workspace-write" : "danger-full-access",
    experimentalRawEvents: false,
    persistExtendedHistory: false,
  });
  const threadId: string = started.result.thread.id;
  const text = `case:${given.name} please`;
  await server.request("turn/start", { threadId, input: [{ type: "text", text, text_elements: [] }] });
  const done = await server.until(
    (note) => note.method === "turn/completed" && note.params.threadId === threadId,
    20_000,
  );
  const runs: ReportedRun[] = server.notes
    .filter((note) => note.method === "hook/completed" && note.params.threadId === threadId)
    .map((note) => note.params.run)
    .filter((run) => run.eventName.toLowerCase() === given.event.toLowerCase());
  const requests = model.requests.get(given.name) ?? [];
  const last = requests.at(-1)?.input ?? [];
  const output = last.find((item) => item.type?.endsWith("_call_output") === true)?.output;
  return {
    kind: "case",
    name: given.name,
    turn: done?.params.turn.status ?? "timeout",
    runs: firstRuns(runs).slice(0, given.hooks.length),
    asks: server.asks(threadId),
    ran: existsSync(join(folder, "marker")),
    toolOutput: output === undefined ? null : typeof output === "string" ? output : JSON.stringify(output),
    contexts: messages(last, "developer").filter(
      (message) => !/^<(permissions|skills_)\s?instructions>/.test(message),
    ),
    prompts: messages(last, "user").filter(
      (prompt) => prompt !== text && !prompt.startsWith("<environment_context>"),
    ),
    requests: requests.length,
    stdins: stdinsOf(folder, given),
  };
}

/** Stop hooks run again after each prompt; the first run of each hook counts. */
function firstRuns(runs: readonly ReportedRun[]): readonly ReportedRun[] {
  const byOrder = new Map([...runs].reverse().map((run) => [run.displayOrder, run]));
  return [...byOrder.values()].sort((one, other) => one.displayOrder - other.displayOrder);
}

function messages(input: readonly ModelItem[], role: string): readonly string[] {
  return input
    .filter((item) => item.type === "message" && item.role === role)
    .flatMap((item) => (item.content ?? []).map((part) => part.text ?? ""));
}
