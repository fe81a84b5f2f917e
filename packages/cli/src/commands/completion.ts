import { Argument } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";

/** The shells that the completion library writes scripts for. */
const SHELLS = ["bash", "zsh", "fish", "pwsh"] as const;

type Shell = (typeof SHELLS)[number];

const PROGRAM = "codex-contracts";

export const command: Command = {
  define: (line, start) =>
    void line
      .addArgument(new Argument("<shell>", "the shell that reads the script").choices(SHELLS))
      .addHelpText(
        "after",
        examples([
          ['eval "$(codex-contracts completion bash)"', "this shell; put it into ~/.bashrc for every shell"],
          ["codex-contracts completion zsh > ~/.zfunc/_codex-contracts", "zsh, with ~/.zfunc in its fpath"],
          ["codex-contracts completion fish > ~/.config/fish/completions/codex-contracts.fish", "fish"],
        ]),
      )
      .action((shell: Shell) => start((context) => completion(shell, context))),
};

async function completion(shell: Shell, { stdout }: Context): Promise<ExitCode> {
  const { default: tabtab } = await import("@pnpm/tabtab");
  stdout.write(await tabtab.getCompletionScript({ name: PROGRAM, completer: PROGRAM, shell }));
  return ExitCode.ok;
}
