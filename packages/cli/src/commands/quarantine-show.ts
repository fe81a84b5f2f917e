import type { QuarantineEntriesAnswer } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly folder?: string;
  readonly json?: true;
}

export const show: Command = {
  define: (line, start) =>
    void line
      .argument("<fingerprint>", "of a group, as `quarantine list` shows it")
      .addOption(folderOption())
      .option("--json", "print the events as JSON")
      .addHelpText(
        "after",
        examples([
          [
            "codex-contracts quarantine show 4be1f2ac",
            "the events of a group, with what may be kept of them",
          ],
        ]),
      )
      .action((fingerprint: string, options: Options) =>
        start((context) => showGroup(fingerprint, options, context)),
      ),
};

async function showGroup(
  fingerprint: string,
  { folder, json }: Options,
  context: Context,
): Promise<ExitCode> {
  const [{ askJson, withFolder }, { renderEntry }] = await Promise.all([
    import("../server/ask.js"),
    import("../server/render-quarantine.js"),
  ]);
  const path = `/v1/quarantine/${encodeURIComponent(fingerprint)}`;
  const answer = await withFolder(folderOf(folder, context), (opened) =>
    askJson<QuarantineEntriesAnswer>(opened, { method: "GET", path }),
  );
  const paint = colours(context.stdout, context.env);
  const text = answer.entries.map((entry) => renderEntry(entry, paint)).join("\n\n");
  context.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : `${text}\n`);
  return ExitCode.ok;
}
