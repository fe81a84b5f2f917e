import { type AppServerClient, type ClientOptions, spawnAppServer } from "@codex-contracts/client/app-server";
import { type CodexFolders, makeCodexFolders } from "./codex-folders.js";
import { findCodex } from "./find-codex.js";
import { sealedCommand, sealedCommandWithModel } from "./sealed-command.js";

export interface CodexOptions {
  readonly client?: ClientOptions;
  /** Further lines of `config.toml`. */
  readonly config?: string;
  /** Whether there is a model to talk to; see with-model.mjs for what it says. */
  readonly model?: boolean;
}

/** A real Codex that was introduced to our client. */
export interface Codex extends CodexFolders {
  /** Path of the program. */
  readonly binary: string;
  readonly client: AppServerClient;
  /** What it wrote on standard error so far. */
  stderr(): string;
  /** Ends the process and removes the folders. */
  stop(): Promise<void>;
}

/** Starts a real Codex that can reach nobody. */
export async function startCodex({
  client: clientOptions,
  config,
  model = false,
}: CodexOptions = {}): Promise<Codex> {
  const binary = findCodex();
  if (binary === undefined) throw new Error("the package codex-linux-x64 is not installed");
  const folders = makeCodexFolders(config);
  let stderr = "";
  const client = spawnAppServer({
    ...clientOptions,
    ...(model ? sealedCommandWithModel : sealedCommand)(binary, ["app-server"]),
    cwd: folders.workspace,
    env: {
      PATH: process.env["PATH"],
      HOME: folders.home,
      CODEX_HOME: folders.home,
      TMPDIR: folders.tmp,
      LANG: "C",
    },
    onStderr: (text) => {
      stderr += text;
    },
  });
  const stop = () => client.close().finally(folders.remove);
  try {
    const clientInfo = { name: "codex-contracts", title: "codex-contracts", version: "0.0.0" };
    await client.initialize({ clientInfo, capabilities: { experimentalApi: true } }, { timeoutMs: 30_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...folders, binary, client, stderr: () => stderr, stop };
}
