import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { MisuseError } from "../misuse-error.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { timeOption } from "../server/time-option.js";

interface Options {
  readonly folder?: string;
  readonly format: "ndjson" | "csv" | "parquet";
  readonly type?: string;
  readonly since?: number;
  readonly until?: number;
  readonly output?: string;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .addOption(folderOption())
      .addOption(
        new Option(
          "-f, --format <format>",
          "ndjson: the events as they were sent; csv and parquet: the table of a type",
        )
          .choices(["ndjson", "csv", "parquet"])
          .default("ndjson"),
      )
      .option("-t, --type <event_type>", "only this type; csv and parquet need one")
      .option("--since <time>", "from this time on: ISO 8601, or an age as 15m, 2h, 7d", timeOption)
      .option("--until <time>", "before this time", timeOption)
      .option("-o, --output <file>", "write to a file, not to standard output")
      .addHelpText(
        "after",
        examples([
          ["codex-contracts export > events.ndjson", "everything, one event a line"],
          [
            "codex-contracts export --format parquet --type codex_turn_event --output turns.parquet",
            "the table of the turns, for other tools",
          ],
          ["codex-contracts export --since 7d | codex-contracts validate", "check a week again"],
        ]),
      )
      .action((options: Options) => start((context) => exportEvents(options, context))),
};

async function exportEvents({ folder, output, ...query }: Options, context: Context): Promise<ExitCode> {
  if (query.format !== "ndjson" && query.type === undefined) {
    throw new MisuseError(
      `--format ${query.format} needs --type`,
      "Each type has a table of its own; `codex-contracts stats` names them.",
    );
  }
  if (query.format === "parquet" && output === undefined && context.stdout.isTTY === true) {
    throw new MisuseError("Parquet is not text", "Name a file with --output, or pipe it into a program.");
  }
  const { askBytes, withFolder } = await import("../server/ask.js");
  return withFolder(folderOf(folder, context), async (opened) => {
    const body = await askBytes(opened, { method: "POST", path: "/local/export", json: query });
    if (output !== undefined) await pipeline(Readable.from(body), createWriteStream(output));
    else await copyTo(body, context);
    return ExitCode.ok;
  });
}

async function copyTo(body: AsyncIterable<Uint8Array>, { stdout }: Context): Promise<void> {
  for await (const piece of body) await writePiece(stdout, piece);
}

/** Standard output takes bytes, and says when it has had enough. */
async function writePiece(stdout: Context["stdout"], piece: Uint8Array): Promise<void> {
  const stream: unknown = stdout;
  if (stream !== process.stdout) {
    stdout.write(Buffer.from(piece).toString("utf8"));
    return;
  }
  if (process.stdout.write(piece)) return;
  await new Promise<void>((resolve) => {
    process.stdout.once("drain", resolve);
    process.stdout.once("close", resolve);
  });
}
