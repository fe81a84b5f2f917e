import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { discoverHooks } from "@codex-contracts/hooks/config";
import { type HooksResult, nodeFiles, runHooks, shellOf } from "@codex-contracts/hooks/host";
import { HookInput } from "@codex-contracts/protocol/hooks";
import { writeCaseFolder } from "./driver/case-folder.js";
import type { Case } from "./driver/plan.js";

/** Gives a case to our host: the hooks.json that Codex had, and the request that Codex made. */
export async function runInHost(home: string, given: Case, stdin: string): Promise<HooksResult> {
  const { handlers } = discoverHooks(nodeFiles, { layers: [{ kind: "user", folder: home }] });
  const folder = mkdtempSync(join(tmpdir(), "hooks-host-"));
  try {
    writeCaseFolder(folder, given);
    const input = HookInput.parse({ ...JSON.parse(stdin), cwd: folder });
    return await runHooks(handlers, input, { shell: shellOf("/bin/bash"), callId: "call" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
