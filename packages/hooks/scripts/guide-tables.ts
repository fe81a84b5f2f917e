import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { checkHooksConfig } from "../src/config.js";
import { describeJudgement, describeProblem, hookEventNames, judgeHookRun } from "../src/judge.js";
import { initHook } from "../src/try.js";

/** The parts of docs/guides/hooks.md that are made from what the package does, by the name of their markers. */
export function guideTables(): Readonly<Record<string, string>> {
  const files = new Map(
    initHook({ language: "typescript", folder: "/home/me/permission-hook" }).map(({ path, text }) => [
      path,
      text,
    ]),
  );
  return {
    "package.json": block("json", files.get("package.json")),
    "approve.ts": block("ts", files.get("approve.ts")),
    "approve.test.mjs": block("js", files.get("approve.test.mjs")),
    "hooks.json": block("json", files.get("hooks.json")),
    decisions: decisions(),
    events: events(),
    mistakes: mistakes(),
    "config-mistakes": configMistakes(),
  };
}

/** A way for a hook to end. */
interface Ending {
  readonly exit?: number | null;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly error?: string;
}

const specific = (decision: string): string =>
  `{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":${decision}}}`;

const endings: readonly Ending[] = [
  { stdout: specific('{"behavior":"allow"}') },
  { stdout: specific('{"behavior":"deny","message":"no pushes on Fridays"}') },
  { stdout: specific('{"behavior":"deny"}') },
  { exit: 2, stderr: "no pushes on Fridays" },
  {},
  { stdout: "{}" },
  { stdout: '{"systemMessage":"this folder is shared"}' },
  { stdout: "any text" },
  { exit: 2 },
  { exit: 1, stdout: specific('{"behavior":"deny"}'), stderr: "boom" },
  { stdout: specific('{"behavior":"ask"}') },
  { stdout: specific('{"behavior":"deny","interrupt":true}') },
  { exit: null },
  { error: "hook timed out after 600s" },
];

function decisions(): string {
  const rows = endings.map((ending) => {
    const judgement = judge("PermissionRequest", ending);
    const shown = judgement.entries.map(({ kind, text }) => `${kind}: ${text}`).join("<br>");
    const { decision, status } = judgement;
    const does =
      decision === null ? "asks as always" : decision.behavior === "allow" ? "goes ahead" : "refuses";
    return [exitOf(ending), code(ending.stdout), code(ending.stderr), does, status, shown];
  });
  return table(["exit code", "stdout", "stderr", "Codex", "status", "and shows"], rows);
}

function events(): string {
  const rows = hookEventNames.map((event) => [
    code(event),
    describeJudgement(judge(event, { exit: 2, stderr: "why" })),
    describeJudgement(judge(event, { stdout: "some text" })),
    describeJudgement(judge(event, { exit: 1 })),
  ]);
  return table(["event", "exit code 2, `why` on stderr", "`some text` on stdout", "any other failure"], rows);
}

const wrongOutputs: readonly (readonly [event: HookEventName, ending: Ending])[] = [
  ["PermissionRequest", { stdout: `checking…\n${specific('{"behavior":"allow"}')}` }],
  ["PermissionRequest", { stdout: `${specific('{"behavior":"allow"}')}\ndone` }],
  ["PermissionRequest", { stdout: `\ufeff${specific('{"behavior":"allow"}')}` }],
  ["PermissionRequest", { stdout: '{"decision":"approve"}' }],
  [
    "PermissionRequest",
    { stdout: '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","permissionDecision":"allow"}}' },
  ],
  ["PermissionRequest", { stdout: specific('{"behavior":"allow","scope":"session"}') }],
  ["PermissionRequest", { stdout: specific('{"behavior":"deny","reason":"no"}') }],
  ["PermissionRequest", { stdout: specific('{"behavior":"allow","updatedPermissions":[]}') }],
  ["PermissionRequest", { stdout: `{"continue":false,"stopReason":"no"}` }],
  ["PermissionRequest", { stdout: '{"hookSpecificOutput":{"decision":{"behavior":"allow"}}}' }],
  ["PermissionRequest", { stdout: '{"continue":null}' }],
  ["PermissionRequest", { exit: 2, stdout: specific('{"behavior":"allow"}'), stderr: "no" }],
  [
    "PreToolUse",
    { stdout: '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"ask"}}' },
  ],
  ["Stop", { stdout: '{"hookSpecificOutput":{"hookEventName":"Stop"}}' }],
  ["SessionStart", { stdout: "[note] remember this" }],
];

function mistakes(): string {
  const rows = wrongOutputs.map(([event, ending]) => {
    const judgement = judge(event, ending);
    const shown = judgement.entries.map(({ text }) => text).join("<br>") || "nothing";
    const [problem] = judgement.problems;
    if (problem === undefined) throw new Error("a mistake has a problem");
    const [reason, fix] = describeProblem(problem);
    return [code(event), `${exitOf(ending)} ${code(ending.stdout)}`, shown, cell(reason), cell(fix)];
  });
  return table(["event", "exit code and stdout", "Codex shows", "why", "write instead"], rows);
}

const command = '{"type":"command","command":"./hook.sh"}';
const wrongFiles: readonly string[] = [
  `{"PermissionRequest":[{"hooks":[${command}]}]}`,
  `{"hooks":{"Notification":[{"hooks":[${command}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"hooks":[{"command":"./hook.sh"}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"hooks":[{"type":"command","command":"./hook.sh","timeoutSec":5}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"hooks":[{"type":"command","command":"./hook.sh","timeout":1.5}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"hooks":[{"type":"command","command":"./hook.sh","async":true}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"matcher":"(?!Bash)","hooks":[${command}]}]}}`,
  `{"hooks":{"PermissionRequest":[{"hooks":[${command}],}]}}`,
];

function configMistakes(): string {
  const rows = wrongFiles.map((text) => {
    const { loaded, warnings, ignored } = checkHooksConfig(text);
    const said = warnings.map((warning) => cell(warning.replaceAll("\n", " "))).join("<br>") || "nothing";
    const passed = ignored.map(({ path, reason, fix }) => cell(`${path} ${reason}; ${fix}`)).join("<br>");
    return [code(text), said, String(loaded.length), passed];
  });
  return table(["hooks.json", "Codex warns", "hooks loaded", "passed over without a word"], rows);
}

function judge(event: HookEventName, { exit, stdout = "", stderr = "", error }: Ending) {
  const exitCode = exit === undefined ? 0 : exit;
  return judgeHookRun({ event, exitCode, stdout, stderr, ...(error === undefined ? {} : { error }) });
}

function exitOf({ exit, error }: Ending): string {
  if (error !== undefined) return "none in time";
  return exit === null ? "none: a signal" : String(exit ?? 0);
}

function code(text: string | undefined): string {
  if (text === undefined || text === "") return "";
  return `\`${cell(text.replaceAll("\n", "⏎").replaceAll("\ufeff", "<BOM>"))}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function block(language: string, text: string | undefined): string {
  return `\`\`\`${language}\n${text ?? ""}\`\`\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
