// @ts-check
/** Runs the Node programs of this workspace as children, without a shell, so that every platform does the same. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The environment of every child: the tools of the workspace come first on the path, and none of them phones home. */
export const environment = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

/** Where a tool lives when its folder is not `node_modules/<its name>`. */
const folders = new Map([
  ["attw", "node_modules/@arethetypeswrong/cli"],
  ["biome", "node_modules/@biomejs/biome"],
  ["changeset", "node_modules/@changesets/cli"],
  ["codex-contracts", "packages/cli"],
]);

/**
 * The exit code of a command: a tool by its name or a script by its path from the root, then arguments.
 * A signal that is to end this process goes to the child, and ends this process once the child has ended.
 * @param {readonly string[]} command
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function run(command, options) {
  return exitOf(start(command, "inherit", options));
}

/**
 * Like `run`, but silent as long as the command succeeds; its output goes to stderr when it fails.
 * @param {readonly string[]} command
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export async function runQuietly(command, options) {
  const child = start(command, ["ignore", "pipe", "pipe"], options);
  /** @type {Buffer[]} */
  const output = [];
  child.stdout?.on("data", (chunk) => output.push(chunk));
  child.stderr?.on("data", (chunk) => output.push(chunk));
  const code = await exitOf(child);
  if (code !== 0) process.stderr.write(Buffer.concat(output));
  return code;
}

/**
 * @param {readonly string[]} command
 * @param {import("node:child_process").StdioOptions} stdio
 * @param {{ cwd?: string }} [options]
 */
function start([program = "", ...args], stdio, { cwd = root } = {}) {
  return spawn(process.execPath, [fileOf(program), ...args], { cwd, stdio, env: environment });
}

/**
 * The file of a tool, by its name, or of a script, by its path from the root.
 * @param {string} program
 */
export function fileOf(program) {
  if (program.endsWith(".mjs")) return join(root, program);
  const folder = join(root, folders.get(program) ?? join("node_modules", program));
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[program]);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
function exitOf(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  /** @type {NodeJS.Signals | undefined} */
  let received;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    received = signal;
    // A terminal sends its Ctrl-C to the child too: a second one would cut its clean-up short.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const each of signals) process.off(each, forward);
      // With the child gone nothing keeps this process from ending as the signal asks.
      if (received !== undefined) process.kill(process.pid, received);
      else resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
