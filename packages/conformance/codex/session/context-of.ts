import type { PathContext } from "@codex-contracts/permissions";
import { fileSystemView } from "../file-system-view.js";
import type { Codex } from "../harness/start-codex.js";

/** Where a session of a real Codex works, as our projections ask for it. */
export function contextOf({ tmp }: Codex, cwd: string): PathContext {
  return { cwd, tmpdir: tmp, fileSystem: fileSystemView };
}
