import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[words...]", "only contracts whose id, type or description has all these words")
      .option("--json", "print the catalogue entries as JSON")
      .addHelpText(
        "after",
        examples([
          ["codex-contracts list", "all contracts"],
          ["codex-contracts list analytics", "those of a family"],
          ["codex-contracts list plugin --json | jq -r '.[].id'", "ids for a script"],
        ]),
      )
      .action((words: string[], options: Options) => start((context) => list(words, options, context))),
};

async function list(
  words: readonly string[],
  { json }: Options,
  { stdout, env }: Context,
): Promise<ExitCode> {
  const { catalogue } = await import("@codex-contracts/protocol/catalogue");
  const { matchEntries } = await import("../contracts/match-entries.js");
  const entries = matchEntries(catalogue, words);
  if (json) {
    stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return ExitCode.ok;
  }
  const { renderList } = await import("../contracts/render-list.js");
  stdout.write(
    renderList(entries, {
      paint: colours(stdout, env),
      width: stdout.isTTY === true ? stdout.columns : undefined,
    }),
  );
  return ExitCode.ok;
}
