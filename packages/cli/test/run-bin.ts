import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin/codex-contracts.js", import.meta.url));

export interface RunOptions {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Stop reading standard output after its first piece, as `| head` does. */
  readonly closeEarly?: boolean;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a child process, with pipes and without the colour variables of this one. */
export function runBin(
  args: readonly string[],
  { stdin = "", env = {}, closeEarly = false }: RunOptions = {},
): Promise<Ended> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, DEBUG: _debug, ...inherited } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { env: { ...inherited, ...env } });
  const text = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text.stdout += piece;
    if (closeEarly) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    text.stderr += piece;
  });
  // The child may end before it has read everything.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text }));
  });
}
