import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import type { Language } from "../hooks/write-examples.js";

interface Options {
  readonly language?: Language;
  readonly json?: true;
}

export const init: Command = {
  define: (line, start) =>
    void line
      .argument("[folder]", "where to write", "codex-hook")
      .addOption(
        new Option("-l, --language <language>", "only this example, right in the folder").choices([
          "typescript",
          "sh",
        ] satisfies Language[]),
      )
      .option("--json", "print the names of the files as JSON")
      .addHelpText("after", HELP)
      .action((folder: string, options: Options) => start((context) => initFolder(folder, options, context))),
};

const HELP = `
Each example is a PermissionRequest hook that allows one command, refuses another and leaves the
rest to the user, with a test and a hooks.json. Files that are there already are never replaced.
${examples([
  ["codex-contracts hooks init", "both examples, in codex-hook/typescript and codex-hook/sh"],
  ["codex-contracts hooks init --language sh my-hook", "the one in POSIX shell, in my-hook"],
])}`;

async function initFolder(folder: string, { language, json }: Options, context: Context): Promise<ExitCode> {
  const { writeExamples } = await import("../hooks/write-examples.js");
  const examples = await writeExamples(folder, language, context);
  if (json) context.stdout.write(`${JSON.stringify({ version: 1, examples }, null, 2)}\n`);
  else {
    const { renderExamples } = await import("../hooks/render-examples.js");
    context.stdout.write(renderExamples(examples));
  }
  return ExitCode.ok;
}
