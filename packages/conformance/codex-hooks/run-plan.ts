import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findCodex } from "../codex/harness/find-codex.js";
import { sealedCommand } from "../codex/harness/sealed-command.js";
import type { CaseResult, ConfigResult, Plan } from "./driver/plan.js";

/** What a real Codex did for a plan. */
export interface PlanResults {
  /** Where the cases ran; hooks.json is in its folder `home`. */
  readonly folder: string;
  readonly cases: ReadonlyMap<string, CaseResult>;
  readonly configs: ReadonlyMap<string, ConfigResult>;
  remove(): void;
}

const timeLimit = 150_000;

/** Runs a plan in a network of its own that reaches nobody, and in bounded time. */
export async function runPlan(plan: Omit<Plan, "binary" | "folder">): Promise<PlanResults> {
  const binary = findCodex();
  if (binary === undefined) throw new Error("there is no Codex to run");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "codex-hooks-")));
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify({ ...plan, binary, folder } satisfies Plan));
  const lines = await drive(file);
  const results: readonly (CaseResult | ConfigResult)[] = lines.map((line) => JSON.parse(line));
  return {
    folder,
    cases: new Map(results.flatMap((one) => (one.kind === "case" ? [[one.name, one] as const] : []))),
    configs: new Map(results.flatMap((one) => (one.kind === "config" ? [[one.name, one] as const] : []))),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function drive(file: string): Promise<readonly string[]> {
  const main = fileURLToPath(new URL("driver/main.ts", import.meta.url));
  const { command, args } = sealedCommand(process.execPath, ["--import", "tsx", main, file]);
  const child = spawn(command, args, {
    cwd: dirname(main),
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => process.kill(-Number(child.pid), "SIGKILL"), timeLimit);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(output.trimEnd().split("\n"));
      else reject(new Error(`the driver ended with ${code}; its plan is ${file}`));
    });
  });
}
