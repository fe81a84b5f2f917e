import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { DEFAULT_AGAINST } from "../diff/choose-sides.js";
import { FAIL_ON, type FailOn } from "../diff/counted.js";
import { FORMATS, type Format } from "../diff/formats.js";
import { ExitCode } from "../exit-code.js";
import { interruptible } from "../hooks/interruptible.js";

interface Options {
  readonly against?: string;
  readonly mode: "backward" | "forward" | "full";
  readonly role: "read" | "write" | "both";
  readonly transitive?: true;
  readonly tags?: string;
  readonly format: Format;
  readonly json?: true;
  readonly failOn: FailOn;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[old]", "the older side; the git ref of --against when left out")
      .argument("[new]", "the newer side; the folder of the schemas here when left out")
      .option("-a, --against <ref>", `git ref to compare with (default: ${DEFAULT_AGAINST})`)
      .addOption(
        new Option(
          "-m, --mode <mode>",
          "which payloads have to stay readable: backward is those of before, forward those of after",
        )
          .choices(["backward", "forward", "full"])
          .default("full"),
      )
      .addOption(
        new Option(
          "-r, --role <role>",
          "what your code does with the messages; decides how severe a change is",
        )
          .choices(["read", "write", "both"])
          .default("both"),
      )
      .option("--transitive", "compare with every released version, by the tags of git")
      .option("--tags <pattern>", "which tags are releases, as for `git tag --list`")
      .addOption(
        new Option("-f, --format <format>", "how to print the changes")
          .choices([...FORMATS])
          .default("table"),
      )
      .option("--json", "the same as --format json")
      .addOption(
        new Option("--fail-on <level>", "the least that ends with exit code 1")
          .choices([...FAIL_ON])
          .default("major"),
      )
      .addHelpText("after", HELP)
      .action((old: string | undefined, now: string | undefined, options: Options) =>
        start((context) => diff([old, now], options, context)),
      ),
};

const HELP = `
A side is a folder, a JSON file, a .tgz, a git ref (\`main\`, \`v1.2.0:schemas\`) or a published package
(\`npm:@codex-contracts/protocol@1.2.3\`). Any JSON Schemas will do: draft-07 or 2020-12, many files or one.

Every change says whom it breaks and shows a payload that one side accepts and the other refuses. What is
called compatible is proven; what is neither proven nor shown is unknown.
${examples([
  ["codex-contracts diff", "the schemas here against the main branch"],
  ["codex-contracts diff npm:@codex-contracts/protocol@1.2.3 schemas", "against a published version"],
  [
    "codex-contracts diff --transitive --mode backward --fail-on breaking",
    "no released payload may become unreadable",
  ],
  ["codex-contracts diff old.json new.json --format markdown", "for a pull request"],
])}`;

async function diff(
  specs: readonly (string | undefined)[],
  options: Options,
  context: Context,
): Promise<ExitCode> {
  const { diffCommand } = await import("../diff/diff-command.js");
  const given = specs.filter((spec) => spec !== undefined);
  const format = options.json ? "json" : options.format;
  const failed = await interruptible((signal) =>
    diffCommand(given, { ...options, format, signal, cwd: process.cwd() }, context),
  );
  return failed ? ExitCode.findings : ExitCode.ok;
}
