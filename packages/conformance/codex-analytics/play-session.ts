import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findCodex } from "../codex/harness/find-codex.js";
import { sealedCommand } from "../codex/harness/sealed-command.js";
import type { SessionPlan, SessionResult } from "./driver/plan.js";

const TIME_LIMIT = 300_000;

export interface PlayedSession extends SessionResult {
  /** The recording. */
  readonly text: string;
}

/**
 * Plays the whole session with a real Codex in a folder, which must be empty and goes away. With a folder for its
 * data, our ingestion server is the backend.
 */
export async function playSession(folder: string, server?: string): Promise<PlayedSession> {
  const binary = findCodex();
  if (binary === undefined) throw new Error("the package codex-linux-x64 is not installed");
  const [out, result, file] = [
    join(folder, "session.ndjson"),
    join(folder, "result.json"),
    join(folder, "plan.json"),
  ];
  const plan: SessionPlan = { binary, folder, out, result, ...(server !== undefined && { server }) };
  writeFileSync(file, JSON.stringify(plan));
  try {
    await drive(file);
    const came: SessionResult = JSON.parse(readFileSync(result, "utf8"));
    return { text: readFileSync(out, "utf8"), ...came };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function drive(file: string): Promise<void> {
  const main = fileURLToPath(new URL("driver/main.ts", import.meta.url));
  const { command, args } = sealedCommand(process.execPath, [
    "--import",
    import.meta.resolve("tsx"),
    main,
    file,
  ]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], detached: true });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => process.kill(-Number(child.pid), "SIGKILL"), TIME_LIMIT);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      endGroup(Number(child.pid));
      if (code === 0) resolve();
      else reject(new Error(`the driver of the session ended with ${code}`));
    });
  });
}

/** Ends what a driver that has failed has left behind. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has left nothing.
  }
}
