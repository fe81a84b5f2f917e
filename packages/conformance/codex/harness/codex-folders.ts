import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODEL_PORT } from "./sealed-command.js";

/** The folders of one Codex, all below one temporary folder. */
export interface CodexFolders {
  readonly root: string;
  /** CODEX_HOME, and the home directory of the process. */
  readonly home: string;
  /** Working directory of the process. */
  readonly workspace: string;
  /** What TMPDIR names. */
  readonly tmp: string;
  remove(): void;
}

/** Makes fresh folders with a configuration that asks nobody for anything. `extra` is appended to it. */
export function makeCodexFolders(extra = ""): CodexFolders {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "codex-contracts-")));
  const folders = { root, home: join(root, "home"), workspace: join(root, "ws"), tmp: join(root, "tmp") };
  for (const folder of [folders.home, folders.workspace, folders.tmp]) mkdirSync(folder);
  writeFileSync(join(folders.home, "config.toml"), `${CONFIG}${extra}`);
  return {
    ...folders,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }),
  };
}

const CONFIG = `model = "gpt-5.3-codex"
model_provider = "mock"
check_for_update_on_startup = false

[model_providers.mock]
name = "mock"
base_url = "http://127.0.0.1:${MODEL_PORT}/v1"
wire_api = "responses"
requires_openai_auth = false
request_max_retries = 0
stream_max_retries = 0
supports_websockets = false

[analytics]
enabled = false

[otel]
exporter = "none"
trace_exporter = "none"
metrics_exporter = "none"

[features]
plugins = false
apps = false
shell_snapshot = false
`;
