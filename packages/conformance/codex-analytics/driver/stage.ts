import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppServer, Message } from "./app-server.js";
import type { Gates } from "./gates.js";
import { promptOf, type Script } from "./model.js";

/** What the scenes play on. */
export interface Stage {
  readonly server: AppServer;
  readonly gates: Gates;
  /** Holds a repository, `repo`, and plain folders. */
  readonly folder: string;
  readonly home: string;
  /**
   * Lets Codex catch up with sending: what it has to send waits in a queue of 256, and what comes on top of that
   * is lost (D7).
   */
  settle(): Promise<void>;
}

export interface Turn {
  readonly threadId: string;
  readonly turnId: string;
}

/** Starts a thread in a folder and gives its id. */
export async function startThread(stage: Stage, params: object = {}): Promise<string> {
  const { result } = await stage.server.request("thread/start", {
    cwd: join(stage.folder, "project"),
    approvalPolicy: "never",
    experimentalRawEvents: false,
    persistExtendedHistory: false,
    ...params,
  });
  return result.thread.id;
}

/** Starts a turn whose prompt is a script. */
export async function startTurn(
  { server }: Stage,
  threadId: string,
  script: Script,
  {
    extra = {},
    items = [],
    before = "",
  }: { extra?: object; items?: readonly object[]; before?: string } = {},
): Promise<Turn> {
  const text = { type: "text", text: promptOf(script, before), text_elements: [] };
  const { result } = await server.request("turn/start", { threadId, input: [...items, text], ...extra });
  return { threadId, turnId: result?.turn.id };
}

/** Waits for the end of a turn. */
export async function endOf({ server }: Stage, { threadId, turnId }: Turn): Promise<Message> {
  const fits = ({ method, params }: Message) =>
    method === "turn/completed" && params.threadId === threadId && params.turn.id === turnId;
  return (await server.after(0, fits)).params.turn;
}

/** Starts a turn and waits for its end. */
export async function runTurn(
  stage: Stage,
  threadId: string,
  script: Script,
  options: Parameters<typeof startTurn>[3] = {},
): Promise<Message> {
  return endOf(stage, await startTurn(stage, threadId, script, options));
}

/** Starts a turn that waits at a gate, and comes back once it does. */
export async function holdTurn(stage: Stage, threadId: string, gate: string, script?: Script): Promise<Turn> {
  const reached = stage.gates.reached(gate);
  const turn = await startTurn(stage, threadId, script ?? { steps: [{ gate, say: "late" }] });
  await reached;
  return turn;
}

/** Steers a turn with a text. */
export function steer(
  { server }: Stage,
  { threadId, turnId }: Turn,
  text: string,
  items: readonly object[] = [],
): Promise<Message> {
  const input = text === "" ? items : [...items, { type: "text", text, text_elements: [] }];
  return server.request("turn/steer", { threadId, expectedTurnId: turnId, input });
}

/** Says what the hooks of a folder do from now on. */
export function setHooks(
  cwd: string,
  layer: "user" | "project" | "flags",
  scripts: Readonly<Record<string, string>>,
): void {
  const folder = join(cwd, ".hooks");
  mkdirSync(folder, { recursive: true });
  for (const [event, script] of Object.entries(scripts))
    writeFileSync(join(folder, `${layer}-${event}`), script);
}

/** The hooks of a folder do nothing again. */
export function clearHooks(cwd: string): void {
  rmSync(join(cwd, ".hooks"), { recursive: true, force: true });
}
