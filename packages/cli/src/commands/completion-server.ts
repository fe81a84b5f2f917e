import type { Command as CommandLine } from "commander";
import type { Command } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";

/** Answers the script that `completion` prints: called by the shell with the words typed so far. */
export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[words...]", "the command line, program first")
      .allowUnknownOption()
      .action((words: string[]) => start((context) => answer(line.parent ?? line, words, context))),
};

/** The words after the program, up to the one at the cursor; a cursor behind a blank starts an empty one. */
function typedWords(words: readonly string[], position: string | undefined): readonly string[] {
  const cursor = Number(position ?? words.length);
  const typed = words.slice(1, cursor + 1);
  return typed.length < cursor ? [...typed, ""] : typed;
}

async function answer(program: CommandLine, words: readonly string[], context: Context): Promise<ExitCode> {
  const [{ default: tabtab }, { candidates }, { catalogue }] = await Promise.all([
    import("@pnpm/tabtab"),
    import("../completion/candidates.js"),
    import("@codex-contracts/protocol/catalogue"),
  ]);
  const contracts = catalogue.map(({ id, description }) => ({ name: id, description }));
  const shell = tabtab.getShellFromEnv(context.env);
  const found = candidates(program, typedWords(words, context.env["COMP_CWORD"]), contracts);
  // Bash completes file names by itself when it is told nothing.
  if (found !== "files") tabtab.log([...found], shell, (line) => void context.stdout.write(`${line}\n`));
  else if (shell !== "bash") tabtab.logFiles();
  return ExitCode.ok;
}
