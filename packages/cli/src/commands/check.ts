import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly fix?: true;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[path...]", "files and folders to look through; the current folder unless told otherwise")
      .option("--fix", "replace each copy by what the installed version has")
      .option("--json", "print the findings as JSON")
      .addHelpText("after", HELP)
      .action((paths: string[], options: Options) => start((context) => check(paths, options, context))),
};

const HELP = `
Finds the files of a repository that were copied or generated from the contracts, by their $id or their first line,
and compares them with the version of @codex-contracts/protocol that is installed there. Exit code 1 when one differs.
${examples([
  ["codex-contracts check", "is any copy out of date?"],
  ["codex-contracts check --fix vendor", "bring the copies below vendor up to date"],
])}`;

async function check(paths: readonly string[], { fix, json }: Options, context: Context): Promise<ExitCode> {
  const [{ checkCopies }, { renderCheck }] = await Promise.all([
    import("../check/check-copies.js"),
    import("../check/render-check.js"),
  ]);
  const report = await checkCopies(paths, { cwd: process.cwd(), fix: fix === true });
  const { stdout, env } = context;
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderCheck(report, colours(stdout, env)));
  return report.ok ? ExitCode.ok : ExitCode.findings;
}
