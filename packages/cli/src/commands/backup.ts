import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";

interface Options {
  readonly folder?: string;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("<target>", "a new folder")
      .addOption(folderOption())
      .addHelpText(
        "after",
        examples([
          [
            "codex-contracts backup /backup/2026-04-24",
            "a copy of the store and the log, while the server runs",
          ],
          ["codex-contracts serve --folder /backup/2026-04-24 --port 0", "look into it, or go on from it"],
        ]),
      )
      .action((target: string, options: Options) => start((context) => backup(target, options, context))),
};

async function backup(target: string, { folder }: Options, context: Context): Promise<ExitCode> {
  const { askJson, withFolder } = await import("../server/ask.js");
  const absolute = resolve(target);
  await withFolder(folderOf(folder, context), async (opened) => {
    await mkdir(absolute, { recursive: true, mode: 0o700 });
    await askJson(opened, { method: "POST", path: "/local/backup", json: { folder: absolute } });
  });
  context.stdout.write(`copied to ${absolute}\n`);
  return ExitCode.ok;
}
