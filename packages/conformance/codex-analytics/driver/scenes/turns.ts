import { join } from "node:path";
import { endOf, holdTurn, runTurn, type Stage, startThread, startTurn } from "../stage.js";

const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Turns that come to their end, with all the settings that a turn can have. */
export async function completedTurns(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  await runTurn(stage, threadId, { steps: [{ say: "hello", tokens: 40 }] });
  const items = [
    { type: "image", url: PIXEL },
    { type: "localImage", path: join(stage.folder, "project/pixel.png") },
  ];
  await runTurn(stage, threadId, { steps: [{ say: "seen" }] }, { items });
  const echo = { name: "exec_command", arguments: { cmd: "echo hi" } };
  await runTurn(stage, threadId, {
    steps: [
      { call: echo, tokens: 100 },
      { say: "ran", tokens: 120 },
    ],
  });
  const settings = [
    { effort: "high", summary: "detailed", personality: "friendly", serviceTier: "fast" },
    { summary: "none", personality: "none", serviceTier: null, approvalPolicy: "on-request" },
    {
      model: "gpt-5.4",
      effort: "none",
      serviceTier: "flex",
      approvalPolicy: "untrusted",
      summary: "concise",
    },
    { sandboxPolicy: { type: "dangerFullAccess" }, approvalPolicy: "on-failure", personality: "pragmatic" },
    {
      sandboxPolicy: { type: "externalSandbox", networkAccess: "enabled" },
      effort: "minimal",
      summary: "auto",
    },
    { sandboxPolicy: { type: "workspaceWrite", networkAccess: true, writableRoots: [] }, effort: "xhigh" },
    { permissionProfile: managed("read"), approvalsReviewer: "auto_review" },
    { permissionProfile: managed("write") },
    { permissionProfile: managed("read", [["current_working_directory", "write"]]) },
    { permissionProfile: { type: "disabled" } },
    { sandboxPolicy: { type: "readOnly" }, approvalsReviewer: "user", effort: "low" },
    {
      collaborationMode: {
        mode: "plan",
        settings: { model: "gpt-5.3-codex", reasoning_effort: "medium", developer_instructions: null },
      },
    },
    {
      collaborationMode: {
        mode: "default",
        settings: { model: "gpt-5.4", reasoning_effort: null, developer_instructions: null },
      },
    },
    {
      approvalPolicy: {
        granular: {
          sandbox_approval: true,
          rules: true,
          skill_approval: true,
          request_permissions: true,
          mcp_elicitations: true,
        },
      },
    },
    { responsesapiClientMetadata: { "x-client-a": "one", "x-client-b": "two" } },
    {},
  ];
  for (const extra of settings) await runTurn(stage, threadId, { steps: [{ say: "so be it" }] }, { extra });
}

/** A profile that gives access to all files, and another one to some. */
function managed(root: string, others: readonly (readonly [string, string])[] = []): object {
  const entry = ([kind, access]: readonly [string, string]) => ({
    path: { type: "special", value: { kind } },
    access,
  });
  const entries = [entry(["root", root]), ...others.map(entry)];
  return { type: "managed", network: { enabled: false }, fileSystem: { type: "restricted", entries } };
}

/** Threads that are opened with other settings than the first. */
export async function otherThreads(stage: Stage): Promise<void> {
  const openings = [
    { ephemeral: true, sandbox: "workspace-write", personality: "friendly", serviceTier: "fast" },
    {
      sandbox: "danger-full-access",
      model: "gpt-5.4",
      approvalPolicy: "on-request",
      approvalsReviewer: "auto_review",
    },
    { config: { model_reasoning_effort: "high", model_reasoning_summary: "detailed", personality: "none" } },
    {
      cwd: join(stage.folder, "repo"),
      serviceTier: "flex",
      permissionProfile: { type: "external", network: { enabled: false } },
    },
  ];
  for (const params of openings) {
    const threadId = await startThread(stage, params);
    await runTurn(stage, threadId, { steps: [{ say: "opened" }] });
    await runTurn(stage, threadId, { steps: [{ say: "again" }] });
  }
  await stage.server.request("thread/start", {
    sandbox: "read-only",
    permissionProfile: { type: "disabled" },
  });
}

/** Turns that fail, by what goes wrong. */
export async function failedTurns(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  const http = (status: number, error: object) => ({ steps: [{ http: { status, error } }] });
  const failed = (code: string) => ({ steps: [{ failed: { code, message: "no" } }] });
  const scripts = [
    http(500, { message: "broken" }),
    http(400, { message: "wrong", type: "invalid_request_error" }),
    http(418, { message: "teapot" }),
    http(503, { code: "server_is_overloaded", message: "busy" }),
    http(429, { type: "usage_limit_reached", plan_type: "pro", message: "limit" }),
    http(429, { type: "rate_limit_exceeded", message: "slow down" }),
    failed("context_length_exceeded"),
    failed("server_is_overloaded"),
    failed("insufficient_quota"),
    failed("cyber_policy"),
    failed("invalid_prompt"),
    { steps: [{ cut: true as const }] },
    { steps: [{ hangUp: "at once" as const }] },
    { steps: [{ hangUp: "in the middle" as const }] },
    http(401, { message: "who are you" }),
  ];
  for (const script of scripts) await runTurn(stage, threadId, script);
  await runTurn(stage, threadId, { steps: [{ say: "well again" }] });
}

/** A turn that fails because the login is no longer good. */
export async function loggedOutTurn(stage: Stage): Promise<void> {
  const script = { steps: [{ http: { status: 401, error: { message: "who are you" } } }] };
  await runTurn(stage, await startThread(stage), script);
}

/** A turn that is stopped by the user, one whose tool runs at that time, and a request that joins a running turn (P6). */
export async function interruptedTurns(stage: Stage): Promise<void> {
  const threadId = await startThread(stage);
  const held = await holdTurn(stage, threadId, "interrupted");
  await stage.server.request("turn/interrupt", held);
  await endOf(stage, held);
  stage.gates.open("interrupted");
  const sleep = { name: "exec_command", arguments: { cmd: "sleep 30" } };
  const seen = stage.server.seen.length;
  const running = await startTurn(stage, threadId, { steps: [{ call: sleep }] });
  await stage.server.after(
    seen,
    ({ method, params }) => method === "item/started" && params.item.type === "commandExecution",
  );
  await stage.server.request("turn/interrupt", running);
  await endOf(stage, running);
  const busy = await holdTurn(stage, threadId, "busy");
  await startTurn(stage, threadId, { steps: [{ say: "joined" }] });
  stage.gates.open("busy");
  await endOf(stage, busy);
  await runTurn(stage, threadId, { steps: [{ say: "after that" }] });
}
