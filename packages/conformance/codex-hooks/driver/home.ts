import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HookEventName } from "@codex-contracts/protocol/hooks";

/** Writes a CODEX_HOME that talks to nothing but the mock model. */
export function writeHome(folder: string, port: number, hooksJson: string): string {
  mkdirSync(folder, { recursive: true });
  const config = `model = "gpt-5.3-codex"
model_provider = "mock"
chatgpt_base_url = "http://127.0.0.1:${port}/backend-api"
check_for_update_on_startup = false
[model_providers.mock]
name = "mock"
base_url = "http://127.0.0.1:${port}/v1"
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
[sandbox_workspace_write]
exclude_slash_tmp = true
exclude_tmpdir_env_var = true
[features]
shell_snapshot = false
codex_hooks = true
plugins = false
apps = false
`;
  writeFileSync(join(folder, "config.toml"), config);
  writeFileSync(join(folder, "hooks.json"), hooksJson);
  return folder;
}

/** A hooks.json whose hooks do what the folder of the case says: it is their working directory. */
export function scriptedHooks(events: readonly HookEventName[], count: number, timeout: number): string {
  const command = (event: HookEventName, index: number): string => {
    const file = `.hooks/${event}-${index}`;
    return `[ -f ${file}.sh ] || exit 0; cat > ${file}.last; cat ${file}.last >> ${file}.all; echo >> ${file}.all; . ./${file}.sh`;
  };
  const groups = (event: HookEventName) => [
    {
      hooks: Array.from({ length: count }, (_, index) => ({
        type: "command",
        command: command(event, index),
        timeout,
      })),
    },
  ];
  return JSON.stringify({ hooks: Object.fromEntries(events.map((event) => [event, groups(event)])) });
}
