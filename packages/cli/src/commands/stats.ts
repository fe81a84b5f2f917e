import type { StatsAnswer } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .addOption(folderOption())
      .option("--json", "print the counts as JSON")
      .addHelpText(
        "after",
        examples([
          ["codex-contracts stats", "what is stored, by type and by client"],
          ["codex-contracts stats --json | jq .totals", "the totals, for a script"],
        ]),
      )
      .action((options: Options) => start((context) => stats(options, context))),
};

async function stats({ folder, json }: Options, context: Context): Promise<ExitCode> {
  const [{ askJson, withFolder }, { renderStats }] = await Promise.all([
    import("../server/ask.js"),
    import("../server/render-stats.js"),
  ]);
  const answer = await withFolder(folderOf(folder, context), (opened) =>
    askJson<StatsAnswer>(opened, { method: "GET", path: "/v1/stats?bucket=day" }),
  );
  context.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : renderStats(answer));
  return ExitCode.ok;
}
