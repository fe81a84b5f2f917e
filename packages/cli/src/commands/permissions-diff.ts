import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { ACCEPTED_SHAPES, CWD_NOTE } from "../permissions/accepted-shapes.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly cwd?: string;
  readonly json?: true;
}

export const diff: Command = {
  define: (line, start) =>
    void line
      .argument("<before>", "profile or sandbox policy; `-` is standard input")
      .argument("<after>", "profile or sandbox policy; `-` is standard input")
      .option("--cwd <directory>", "where commands start; the current directory unless told otherwise")
      .option("--json", "print the differences as JSON")
      .addHelpText("after", HELP)
      .action((before: string, after: string, options: Options) =>
        start((context) => diffInputs([before, after], options, context)),
      ),
};

const HELP = `
Ends with exit code 1 when the second grants anything that the first does not, and with 0 when it only
takes away. Patterns are compared as text.

${ACCEPTED_SHAPES}

${CWD_NOTE}
${examples([
  ["codex-contracts permissions diff old.json new.json", "what the new profile grants or takes away"],
  [
    "git show HEAD:profile.json | codex-contracts permissions diff - profile.json",
    "stop a change that grants more",
  ],
])}`;

async function diffInputs(
  files: readonly [string, string],
  { cwd, json }: Options,
  context: Context,
): Promise<ExitCode> {
  const { stdout, stderr, env } = context;
  const [{ diffProfiles }, { readTwo }, { diffReport }, { toleratedNotes }] = await Promise.all([
    import("@codex-contracts/permissions"),
    import("../permissions/read-inputs.js"),
    import("../permissions/diff-report.js"),
    import("../permissions/notes.js"),
  ]);
  const [before, after] = await readTwo(files, cwd, context);
  const diff = diffProfiles(before.profile, after.profile, before.context);
  const compared = { before, after, diff };
  if (json) stdout.write(`${JSON.stringify(diffReport(compared), null, 2)}\n`);
  else {
    const { renderDiff } = await import("../permissions/render-diff.js");
    stdout.write(renderDiff(compared, colours(stdout, env)));
    stderr.write([before, after].map(({ input }) => toleratedNotes(input)).join(""));
  }
  return diff.exitCode;
}
