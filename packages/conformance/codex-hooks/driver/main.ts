/** Runs a plan against a real Codex; started inside a network namespace by run-plan.ts. Prints a result a line. */
import { mkdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { startAppServer } from "./app-server.js";
import { scriptedHooks, writeHome } from "./home.js";
import { startMockModel } from "./mock-model.js";
import type { Case, ConfigResult, Plan } from "./plan.js";
import { runCase } from "./run-case.js";

const plan: Plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const byName = new Map(plan.cases.map((given) => [given.name, given]));
const model = await startMockModel((name) => toolCall(byName.get(name)));
await runCases();
for (const config of plan.configs) print(await runConfig(config));
model.close();
process.exit(0);

async function runCases(): Promise<void> {
  if (plan.cases.length === 0) return;
  const events = [...new Set(plan.cases.map((given) => given.event))];
  const hooks = Math.max(...plan.cases.map((given) => given.hooks.length));
  const home = writeHome(join(plan.folder, "home"), model.port, scriptedHooks(events, hooks, plan.timeout));
  const server = await startAppServer(plan.binary, home);
  const queue = plan.cases.entries();
  const worker = async (): Promise<void> => {
    for (const [index, given] of queue)
      print(await runCase(server, model, given, join(plan.folder, `case-${index}`)));
  };
  await Promise.all(Array.from({ length: plan.turns }, worker));
  await server.stop();
}

/** Starts a Codex with a hooks.json, runs one turn, and takes down its warnings and the hooks that ran. */
async function runConfig({ name, text }: { name: string; text: string }): Promise<ConfigResult> {
  const home = writeHome(join(plan.folder, `config-${name}`), model.port, text);
  const server = await startAppServer(plan.binary, home);
  const given: Case = { name: `config-${name}`, event: "Stop", hooks: [] };
  await runCase(server, model, given, mkdir(join(plan.folder, `cwd-${name}`)));
  const notes = server.notes;
  const result: ConfigResult = {
    kind: "config",
    name,
    warnings: notes
      .filter((note) => /warning/i.test(note.method))
      .map((note) => String(note.params.summary ?? note.params.message))
      .map((warning) => warning.replaceAll(join(home, "hooks.json"), "hooks.json")),
    ran: notes
      .filter((note) => note.method === "hook/completed")
      .map((note) => ({ eventName: note.params.run.eventName, displayOrder: note.params.run.displayOrder })),
  };
  await server.stop();
  return result;
}

function toolCall(given: Case | undefined): Record<string, unknown> {
  if (given?.tool === "patch")
    return {
      type: "custom_tool_call",
      name: "apply_patch",
      input: "*** Begin Patch\n*** Add File: ../marker-outside\n+hi\n*** End Patch",
    };
  const escalated = { sandbox_permissions: "require_escalated", justification: "why" };
  const args = { cmd: "touch marker", ...(given?.event === "PermissionRequest" ? escalated : {}) };
  return { type: "function_call", name: "exec_command", arguments: JSON.stringify(args) };
}

function mkdir(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function print(result: unknown): void {
  writeSync(1, `${JSON.stringify(result)}\n`);
}
