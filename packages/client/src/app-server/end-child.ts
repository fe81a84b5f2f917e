import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** How long each step of ending a child may take, in milliseconds. */
export interface Patience {
  /** After its input is closed: Codex ends by itself. */
  readonly afterInputMs: number;
  readonly afterTermMs: number;
  readonly afterKillMs: number;
}

export const PATIENCE: Patience = { afterInputMs: 2_000, afterTermMs: 2_000, afterKillMs: 2_000 };

/** Ends one child process: closes its input, then SIGTERM, then SIGKILL. Only this process is signalled, none by name. */
export async function endChild(child: ChildProcess, patience: Patience): Promise<void> {
  if (child.pid === undefined) return;
  child.stdin?.end();
  if (await exits(child, patience.afterInputMs)) return;
  child.kill("SIGTERM");
  if (await exits(child, patience.afterTermMs)) return;
  child.kill("SIGKILL");
  await exits(child, patience.afterKillMs);
}

async function exits(child: ChildProcess, ms: number): Promise<boolean> {
  if (hasExited(child)) return true;
  const enough = new AbortController();
  const { signal } = enough;
  await Promise.race([
    once(child, "exit", { signal }).catch(() => {}),
    delay(ms, undefined, { signal }).catch(() => {}),
  ]);
  enough.abort();
  return hasExited(child);
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
