import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { withKnownErrors } from "../server/known-errors.js";
import { tokensPath } from "../server/tokens-path.js";
import { table } from "../text/table.js";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

export const list: Command = {
  define: (line, start) =>
    void line
      .addOption(folderOption())
      .option("--json", "print the list as JSON")
      .addHelpText("after", examples([["codex-contracts tokens list", "names, scopes and ages"]]))
      .action((options: Options) => start((context) => listTokens(options, context))),
};

async function listTokens({ folder, json }: Options, context: Context): Promise<ExitCode> {
  const { readTokens } = await import("@codex-contracts/server/tokens");
  const tokens = await withKnownErrors(() => readTokens(tokensPath(folderOf(folder, context))));
  if (json) {
    const shown = tokens.map(({ name, scopes, created_at }) => ({ name, scopes, created_at }));
    context.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  } else if (tokens.length === 0) context.stdout.write("there are no tokens\n");
  else {
    const rows = tokens.map(({ name, scopes, created_at }) => [name, scopes.join(", "), created_at]);
    context.stdout.write(`${table([{ title: "name" }, { title: "scopes" }, { title: "created" }], rows)}\n`);
  }
  return ExitCode.ok;
}
