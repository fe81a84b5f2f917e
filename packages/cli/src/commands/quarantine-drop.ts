import type { DropAnswer } from "@codex-contracts/server";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { count } from "../text/count.js";

interface Options {
  readonly folder?: string;
}

export const drop: Command = {
  define: (line, start) =>
    void line
      .argument("<fingerprint...>", "of groups, as `quarantine list` shows them")
      .addOption(folderOption())
      .addHelpText(
        "after",
        examples([["codex-contracts quarantine drop 4be1f2ac", "forget a group for good"]]),
      )
      .action((fingerprints: string[], options: Options) =>
        start((context) => dropGroups(fingerprints, options, context)),
      ),
};

async function dropGroups(
  fingerprints: readonly string[],
  { folder }: Options,
  context: Context,
): Promise<ExitCode> {
  const { askJson, withFolder } = await import("../server/ask.js");
  await withFolder(folderOf(folder, context), async (opened) => {
    for (const fingerprint of fingerprints) {
      const path = `/v1/quarantine/${encodeURIComponent(fingerprint)}`;
      const { dropped } = await askJson<DropAnswer>(opened, { method: "DELETE", path });
      context.stdout.write(`${fingerprint}: ${count(dropped, "event")} dropped\n`);
    }
  });
  return ExitCode.ok;
}
