import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { MisuseError } from "../misuse-error.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { withKnownErrors } from "../server/known-errors.js";
import { tokensPath } from "../server/tokens-path.js";

interface Options {
  readonly folder?: string;
}

export const revoke: Command = {
  define: (line, start) =>
    void line
      .argument("<name...>", "of tokens, as `tokens list` shows them")
      .addOption(folderOption())
      .addHelpText("after", HELP)
      .action((names: string[], options: Options) =>
        start((context) => revokeTokens(names, options, context)),
      ),
};

const HELP = `
A running server refuses a revoked token within a second. Without any token left it refuses everything; to open
it again to programs on its own machine only, remove tokens.json from its folder.
${examples([["codex-contracts tokens revoke laptops", "one that has leaked, or is not used any more"]])}`;

async function revokeTokens(
  names: readonly string[],
  { folder }: Options,
  context: Context,
): Promise<ExitCode> {
  const { readTokens, writeTokens } = await import("@codex-contracts/server/tokens");
  const path = tokensPath(folderOf(folder, context));
  await withKnownErrors(async () => {
    const tokens = await readTokens(path);
    const missing = names.find((name) => !tokens.some((token) => token.name === name));
    if (missing !== undefined) {
      throw new MisuseError("there is no token of this name", "`codex-contracts tokens list` shows them.");
    }
    await writeTokens(
      path,
      tokens.filter(({ name }) => !names.includes(name)),
    );
  });
  context.stdout.write(`revoked: ${names.join(", ")}\n`);
  return ExitCode.ok;
}
