import { spawnSync } from "node:child_process";
import { findCodex } from "../codex/harness/find-codex.js";
import { sealedCommand } from "../codex/harness/sealed-command.js";

/** Why hooks cannot be tried in a real Codex here; undefined when they can. No sandbox is needed for them. */
export function whyNoCodex(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64")
    return "the Codex that we have runs on linux-x64 only";
  if (findCodex() === undefined) return "the optional dependency codex-linux-x64 is not installed";
  const { command, args } = sealedCommand("true", []);
  const { error, status } = spawnSync(command, args, { timeout: 10_000 });
  if (error === undefined && status === 0) return undefined;
  return "no network namespace can be made (`unshare --net` and `ip` as root)";
}
