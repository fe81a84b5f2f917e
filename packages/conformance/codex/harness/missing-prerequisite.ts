import { spawnSync } from "node:child_process";
import { findCodex } from "./find-codex.js";
import { sealedCommand } from "./sealed-command.js";
import { startCodex } from "./start-codex.js";

/** Why a real Codex cannot be run and held to its sandbox here; undefined when it can. */
export async function missingPrerequisite(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64")
    return "the Codex that we have runs on linux-x64 only";
  if (findCodex() === undefined) return "the optional dependency codex-linux-x64 is not installed";
  const { command, args } = sealedCommand("true", []);
  const { error, status } = spawnSync(command, args, { timeout: 10_000 });
  if (error !== undefined || status !== 0)
    return "no network namespace can be made (`unshare --net` and `ip` as root)";
  return missingSandbox();
}

/** Tries what the sandbox is for: a write that the profile does not allow. */
async function missingSandbox(): Promise<string | undefined> {
  const codex = await startCodex();
  try {
    const { exitCode, stdout } = await codex.client.commandExec({
      command: ["/bin/sh", "-c", "echo alive; touch forbidden"],
      cwd: codex.workspace,
      permissionProfile: {
        type: "managed",
        network: { enabled: false },
        fileSystem: {
          type: "restricted",
          entries: [{ path: { type: "special", value: { kind: "root" } }, access: "read" }],
        },
      },
    });
    return stdout === "alive\n" && exitCode !== 0 ? undefined : "the sandbox of Codex does not work here";
  } finally {
    await codex.stop();
  }
}
