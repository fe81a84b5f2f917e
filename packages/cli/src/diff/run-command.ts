import { spawn } from "node:child_process";

export interface Ran {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program without a shell and collects what it prints; an abort ends it. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly signal?: AbortSignal; readonly stdin?: string },
): Promise<Ran> {
  const { cwd, signal, stdin } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, signal, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    let stderr = "";
    child.stdout.on("data", (piece: Buffer) => out.push(piece));
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      stderr += piece;
    });
    // The child may end before it has read everything.
    child.stdin.on("error", () => {});
    child.stdin.end(stdin ?? "");
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(out), stderr }));
  });
}
