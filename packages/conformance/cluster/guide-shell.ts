import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../src/workspace.js";
import { postgresFolder } from "./prerequisites.js";

/** PostgreSQL refuses to run as root, so that root runs its programs as nobody; who may not enter a checkout of root. */
const NOBODY = 65_534;
const AS_NOBODY = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --keep-groups`;
const REFUSE_ROOT = ["initdb", "pg_ctl"];
const isRoot = process.getuid?.() === 0;

/** A folder and an environment in which the commands of a guide are run as they are written. */
export interface GuideShell {
  readonly folder: string;
  /** Runs a script to its end and gives what it printed; what it starts with `&` goes on, and is ended by `stop`. */
  run(script: string): string;
  /** Starts one program that goes on. */
  start(program: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess;
  /** Process ids of what scripts left running, in the order of their start. */
  readonly left: readonly number[];
  read(file: string): string;
  stop(): void;
}

export function openGuideShell(): GuideShell {
  const folder = mkdtempSync(join(tmpdir(), "codex-contracts-guide-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const command = join(packageFolder("cli"), "bin", "codex-contracts.js");
  const installed = [postgresFolder(), process.env["PATH"]].filter((part) => part !== undefined).join(":");
  const writeCommand = (name: string, line: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${line} "$@"\n`, { mode: 0o755 });
  writeCommand("codex-contracts", `'${process.execPath}' '${command}'`);
  if (isRoot) {
    chownSync(folder, NOBODY, NOBODY);
    for (const name of REFUSE_ROOT) writeCommand(name, `env PATH='${installed}' ${AS_NOBODY} ${name}`);
  }
  const env = { PATH: `${bin}:${installed}`, HOME: folder, LANG: "C.UTF-8" };
  const left: number[] = [];
  const started: ChildProcess[] = [];
  return {
    folder,
    left,
    run(script) {
      // A pipe would stay open as long as what goes on in the background.
      const printed = join(folder, "printed");
      const output = openSync(printed, "w");
      const { status } = spawnSync("bash", ["--norc", "-c", `set -e\n${script}\njobs -p > left\n`], {
        cwd: folder,
        env,
        stdio: ["ignore", output, output],
        timeout: 60_000,
      });
      closeSync(output);
      const said = readFileSync(printed, "utf8");
      if (status !== 0) throw new Error(`the commands of the guide failed: ${said}`);
      left.push(...readFileSync(join(folder, "left"), "utf8").split("\n").filter(Boolean).map(Number));
      return said;
    },
    start(program, args, more) {
      const child = spawn(program, [...args], {
        cwd: folder,
        env: { ...env, ...more },
        stdio: "ignore",
      });
      started.push(child);
      return child;
    },
    read: (file) => readFileSync(join(folder, file), "utf8"),
    stop() {
      try {
        execFileSync("pg_ctl", ["--pgdata=postgres", "--mode=immediate", "stop"], {
          cwd: folder,
          env,
        });
      } catch {
        // It was never started.
      }
      for (const pid of left) end(pid);
      for (const child of started) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
