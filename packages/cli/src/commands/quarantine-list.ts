import type { QuarantineAnswer } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

export const list: Command = {
  define: (line, start) =>
    void line
      .addOption(folderOption())
      .option("--json", "print the groups as JSON")
      .addHelpText("after", HELP)
      .action((options: Options) => start((context) => listGroups(options, context))),
};

const HELP = `
Exit codes:
  0  the quarantine is empty
  1  something is in it
  2  the command was called wrongly, or there is nothing to ask
${examples([
  ["codex-contracts quarantine list", "what is wrong, most frequent first"],
  ["codex-contracts quarantine list --json | jq -r '.groups[].fingerprint'", "for a script"],
])}`;

async function listGroups({ folder, json }: Options, context: Context): Promise<ExitCode> {
  const [{ askJson, withFolder }, { renderGroups }] = await Promise.all([
    import("../server/ask.js"),
    import("../server/render-quarantine.js"),
  ]);
  const answer = await withFolder(folderOf(folder, context), (opened) =>
    askJson<QuarantineAnswer>(opened, { method: "GET", path: "/v1/quarantine" }),
  );
  context.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : renderGroups(answer.groups));
  return answer.groups.length === 0 ? ExitCode.ok : ExitCode.findings;
}
