import { spawnSync } from "node:child_process";
import { root } from "../workspace.js";

/** What a run of the generator said, and how it ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs the command of the repository on another folder. */
export function writeSchema(folder: string, ...args: readonly string[]): Run {
  const command = ["scripts/run.mjs", "write-schema", "--root", folder, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
}
