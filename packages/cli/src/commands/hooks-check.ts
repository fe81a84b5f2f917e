import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly tool?: readonly string[];
  readonly json?: true;
}

export const check: Command = {
  define: (line, start) =>
    void line
      .argument("<file>", "a hooks.json; `-` is standard input")
      .option(
        "-t, --tool <name>",
        "also try the matchers on this tool; may be given several times",
        (name: string, before: readonly string[] = []) => [...before, name],
      )
      .option("--json", "print the report as JSON")
      .addHelpText("after", HELP)
      .action((file: string, options: Options) => start((context) => checkFile(file, options, context))),
};

const HELP = `
Exit codes:
  0  Codex reads everything in the file
  1  something is skipped or not read
  2  the command was called wrongly, or the file could not be read
${examples([
  ["codex-contracts hooks check ~/.codex/hooks.json", "your own hooks"],
  [
    "codex-contracts hooks check --tool mcp__github__create_issue .codex/hooks.json",
    "those of a project, with a tool of an MCP server",
  ],
  ["codex-contracts hooks check --json hooks.json | jq -r '.loaded[].command'", "for a script"],
])}`;

async function checkFile(file: string, { tool = [], json }: Options, context: Context): Promise<ExitCode> {
  const [{ inputsOf }, { readText }, { checkReport }] = await Promise.all([
    import("../validate/inputs.js"),
    import("../hooks/read-text.js"),
    import("../hooks/check-report.js"),
  ]);
  const [input] = await inputsOf([file], context);
  if (input === undefined) return ExitCode.misuse;
  const report = checkReport(await readText(input), { file: input.name, tools: tool });
  if (json) context.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const { renderCheck } = await import("../hooks/render-check.js");
    context.stdout.write(renderCheck(report, colours(context.stdout, context.env)));
  }
  return report.ok ? ExitCode.ok : ExitCode.findings;
}
