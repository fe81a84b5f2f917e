import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { InvalidArgumentError, Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly event?: HookEventName;
  readonly fixture?: string;
  readonly all?: true;
  readonly timeout?: number;
  readonly record?: string;
  readonly json?: true;
}

/** Written out, so that help and completion need not load the hooks package. */
const EVENTS = [
  "PreToolUse",
  "PermissionRequest",
  "PostToolUse",
  "SessionStart",
  "UserPromptSubmit",
  "Stop",
] as const satisfies readonly HookEventName[];

export const tryOut: Command = {
  define: (line, start) =>
    void line
      .usage("[options] -- <command...>")
      .argument(
        "<command...>",
        "the hook: one word is a command line as in hooks.json, more are joined to one",
      )
      .addOption(
        new Option("-e, --event <event>", "the event to try (default: PermissionRequest)").choices(EVENTS),
      )
      .option(
        "-f, --fixture <file>",
        "the request: shell, exec, patch, mcp or network; other events have their own; or a file of requests, - for standard input",
      )
      .addOption(new Option("-a, --all", "every request of the event").conflicts("fixture"))
      .option("-t, --timeout <seconds>", "as in hooks.json (default: 600, as in Codex)", seconds)
      .option("-r, --record <folder>", "write the requests that the hook reads to files, to be replayed")
      .option("--json", "print the runs as JSON")
      .addHelpText("after", HELP)
      .action((words: string[], options: Options) => start((context) => tryHooks(words, options, context))),
};

const HELP = `
The hook runs in the shell of the user, in the folder that the request names, as in Codex.

Exit codes:
  0  every run was honoured, or the hook said nothing
  1  Codex would call a run failed
  2  the command was called wrongly
${examples([
  ["codex-contracts hooks try -- sh approve.sh", "the approval of a shell command"],
  ["codex-contracts hooks try --all -- node approve.mjs", "every kind of approval"],
  ["codex-contracts hooks try --event PreToolUse --fixture patch -- './guard --strict'", "another event"],
  ["codex-contracts hooks try --all --record requests -- sh approve.sh", "keep the requests"],
  [
    "codex-contracts hooks try --fixture requests/permission-request-mcp.json -- sh approve.sh",
    "replay one of them",
  ],
])}`;

function seconds(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("expected whole seconds, 1 or more");
  return Number(text);
}

async function tryHooks(words: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const { timeout, record } = options;
  const [{ chooseRequests }, { commandLine }, { interruptible }, { runRequests }] = await Promise.all([
    import("../hooks/choose-requests.js"),
    import("../hooks/command-line.js"),
    import("../hooks/interruptible.js"),
    import("../hooks/run-requests.js"),
  ]);
  const here = process.cwd();
  const command = commandLine(words);
  const requests = await chooseRequests(options, here, context);
  const report = await interruptible((signal) =>
    runRequests(requests, { command, here, timeout, record, signal }, context),
  );
  if (options.json) context.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const { renderTries } = await import("../hooks/render-tries.js");
    context.stdout.write(renderTries(report, { paint: colours(context.stdout, context.env), here }));
  }
  return report.ok ? ExitCode.ok : ExitCode.findings;
}
