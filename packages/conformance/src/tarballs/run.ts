import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The environment of a user's shell: what pnpm tells the scripts that it runs is left out. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_(?!config_registry)|pnpm_|NODE_OPTIONS$|VITEST)/i.test(name),
  ),
);

/** Runs a program to its end and gives back what it printed; fails with all of its output when it fails. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const shell = process.platform === "win32" && program === "npm";
    const { stdout } = await execute(program, [...args], {
      cwd,
      env: environment,
      maxBuffer: 2 ** 27,
      shell,
    });
    return stdout;
  } catch (error) {
    // A failed program has its output in the error.
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${program} ${args.join(" ")} failed in ${cwd}\n${stdout}\n${stderr}`, { cause: error });
  }
}
