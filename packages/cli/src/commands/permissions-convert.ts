import type { ConversionTarget } from "@codex-contracts/permissions";
import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { ACCEPTED_SHAPES, CWD_NOTE } from "../permissions/accepted-shapes.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly to: ConversionTarget;
  readonly cwd?: string;
  readonly json?: true;
}

/** Spelled out here, so that the library is loaded only when the command is run. */
const TARGETS: readonly ConversionTarget[] = ["v2", "core", "legacy", "legacy-core"];

export const convert: Command = {
  define: (line, start) =>
    void line
      .argument("[file]", "profile or sandbox policy; `-` or none at all is standard input")
      .addOption(
        new Option("--to <shape>", "profile: v2 or core; sandbox policy: legacy or legacy-core")
          .choices(TARGETS)
          .makeOptionMandatory(),
      )
      .option("--cwd <directory>", "where commands start; the current directory unless told otherwise")
      .option("--json", "print the result with what it loses as JSON")
      .addHelpText("after", HELP)
      .action((file: string | undefined, options: Options) =>
        start((context) => convertInput(file, options, context)),
      ),
};

const HELP = `
What a sandbox policy cannot say goes to standard error. A profile that no policy can say ends with
exit code 1 and with the message that Codex refuses it with.

${ACCEPTED_SHAPES}

${CWD_NOTE}
${examples([
  ["codex-contracts permissions convert --to legacy profile.json", "the policy that Codex reports beside it"],
  ["codex-contracts permissions convert --to v2 --cwd /srv/app policy.json", "the profile of a policy"],
])}`;

async function convertInput(
  file: string | undefined,
  { to, cwd, json }: Options,
  context: Context,
): Promise<ExitCode> {
  const { stdout, stderr, env } = context;
  const [{ convertPermissions }, { readOne }, { conversionNotes, conversionReport }] = await Promise.all([
    import("@codex-contracts/permissions"),
    import("../permissions/read-inputs.js"),
    import("../permissions/conversion.js"),
  ]);
  const subject = await readOne(file, cwd, context);
  const conversion = convertPermissions(subject.input.permissions, to, subject.context);
  if (json) stdout.write(asJson(conversionReport(subject, to, conversion)));
  else {
    if (conversion.ok) stdout.write(asJson(conversion.value));
    stderr.write(conversionNotes(subject, conversion, colours(stderr, env)));
  }
  return conversion.ok ? ExitCode.ok : ExitCode.findings;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
