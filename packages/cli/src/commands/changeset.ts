import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { interruptible } from "../hooks/interruptible.js";

interface Options {
  readonly against?: string;
  readonly package?: readonly string[];
  readonly check?: true;
  readonly dryRun?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[folder]", "the folder of the schemas; `schemas` unless told otherwise")
      .option("-a, --against <ref>", "git ref to compare with; the last release unless told otherwise")
      .option(
        "-p, --package <name...>",
        "the packages that ship the contracts; those whose generated files changed unless told otherwise",
      )
      .option("--check", "write nothing: fail when the changesets say less than the schemas demand")
      .option("--dry-run", "print the changeset, write nothing")
      .addHelpText("after", HELP)
      .action((folder: string | undefined, options: Options) =>
        start((context) => changeset(folder, options, context)),
      ),
};

const HELP = `
Writes .changeset/contracts.md: the bump that the worst change demands, and the changes with the payloads that show
them. Below 1.0.0 a major change asks for a minor release, as semver has it.
${examples([
  ["codex-contracts changeset", "write the release note of the schemas here"],
  ["codex-contracts changeset --check", "for CI: is there a changeset, and is its bump high enough?"],
])}`;

async function changeset(folder: string | undefined, options: Options, context: Context): Promise<ExitCode> {
  const { changesetCommand } = await import("../changeset/changeset-command.js");
  const ok = await interruptible((signal) =>
    changesetCommand(
      { ...options, ...(folder === undefined ? {} : { folder }), cwd: process.cwd(), signal },
      context,
    ),
  );
  return ok ? ExitCode.ok : ExitCode.findings;
}
