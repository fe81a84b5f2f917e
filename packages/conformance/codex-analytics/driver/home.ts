import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HOOKS = ["SessionStart", "UserPromptSubmit", "PreToolUse", "PermissionRequest", "PostToolUse", "Stop"];

/** What a hook does is in a file of its working directory; without one it does nothing. */
export function scriptedHooks(file: string): object {
  const hook = (event: string) => ({
    hooks: [
      {
        type: "command",
        command: `cat > /dev/null; [ -f ${file}-${event} ] || exit 0; . ./${file}-${event}`,
        timeout: 10,
      },
    ],
  });
  return { hooks: Object.fromEntries(HOOKS.map((event) => [event, [hook(event)]])) };
}

/** Writes a CODEX_HOME that is logged in and talks to the backend on loopback only. */
export function writeHome(home: string, backend: string, trusted: readonly string[]): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "auth.json"), JSON.stringify(login()));
  writeFileSync(join(home, "config.toml"), configOf(home, backend, trusted));
}

/** A made-up login: events are sent for accounts of ChatGPT only. */
function login(): object {
  return {
    auth_mode: "chatgpt",
    OPENAI_API_KEY: null,
    tokens: { ...madeUpTokens(), account_id: "acc-1" },
    last_refresh: new Date().toISOString(),
  };
}

/** Tokens that are well formed, and nothing else. */
export function madeUpTokens(): object {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    exp: Math.floor(Date.now() / 1000) + 86_400,
    email: "dev@example.com",
    "https://api.openai.com/auth": {
      chatgpt_account_id: "acc-1",
      chatgpt_user_id: "user-1",
      user_id: "user-1",
      chatgpt_plan_type: "pro",
    },
  };
  const token = `${part({ alg: "none" })}.${part(claims)}.c2ln`;
  return { id_token: token, access_token: token, refresh_token: "r" };
}

function configOf(home: string, backend: string, trusted: readonly string[]): string {
  const projects = trusted.map((folder) => `[projects."${folder}"]\ntrust_level = "trusted"\n`).join("");
  return `model = "gpt-5.3-codex"
model_provider = "mock"
chatgpt_base_url = "${backend}/backend-api"
check_for_update_on_startup = false
suppress_unstable_features_warning = true
model_catalog_json = "${home}/models.json"
[model_providers.mock]
name = "mock"
base_url = "${backend}/v1"
wire_api = "responses"
requires_openai_auth = true
request_max_retries = 0
stream_max_retries = 0
supports_websockets = false
[model_providers.remote]
name = "OpenAI"
base_url = "${backend}/v1"
wire_api = "responses"
requires_openai_auth = true
request_max_retries = 0
stream_max_retries = 0
supports_websockets = false
[analytics]
enabled = true
[otel]
exporter = "none"
trace_exporter = "none"
metrics_exporter = "none"
[sandbox_workspace_write]
exclude_slash_tmp = true
exclude_tmpdir_env_var = true
[features]
general_analytics = true
codex_hooks = true
plugins = false
apps = false
shell_snapshot = false
enable_request_compression = false
request_permissions_tool = true
exec_permission_approvals = true
${projects}`;
}
