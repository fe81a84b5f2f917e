import { execFile } from "node:child_process";

/** Where and how long a git command runs. */
export interface GitCall {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Ends the command early. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs git and gives what it printed; undefined when it failed or took too long. Never rejects. */
export type RunGit = (args: readonly string[], call: GitCall) => Promise<string | undefined>;

/** How much output of a command is read, bytes. More of it is a failure. */
const MOST_OUTPUT = 16 * 1024 * 1024;

/** Variables by which a surrounding git, as in its hooks, would make ours look elsewhere. */
const ELSEWHERE = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/**
 * Runs the git of the machine. It takes no lock that could disturb the user's own commands, asks for no
 * password, and starts no watcher that the repository configures.
 */
export const runGit: RunGit = (args, { cwd, timeoutMs, signal }) =>
  new Promise((resolve) => {
    const options = {
      cwd,
      env: gitEnvironment(),
      timeout: timeoutMs,
      killSignal: "SIGKILL",
      maxBuffer: MOST_OUTPUT,
    } as const;
    execFile(
      "git",
      ["-c", "core.fsmonitor=false", ...args],
      { ...options, windowsHide: true, ...(signal === undefined ? {} : { signal }) },
      (error, stdout) => resolve(error === null ? stdout : undefined),
    );
  });

function gitEnvironment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !ELSEWHERE.includes(name));
  return { ...Object.fromEntries(ours), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
}
