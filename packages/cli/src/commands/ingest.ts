import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { folderOf, folderOption } from "../server/folder-option.js";
import { count } from "../text/count.js";

interface Options {
  readonly folder?: string;
  readonly url?: string;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[file...]", "files to read; `-` or none at all is standard input")
      .addOption(folderOption())
      .option("--url <url>", "send to this server; a token goes into its path, as https://host/t/TOKEN")
      .option("--json", "print the counts as JSON")
      .addHelpText("after", HELP)
      .action((files: string[], options: Options) => start((context) => ingest(files, options, context))),
};

const HELP = `
Input is what \`codex-contracts validate\` takes: events, arrays of events, or track-events requests, as JSON or one
a line. Without a running server the folder's own is started for as long as it takes. The same input counts once,
however often it is ingested.

Exit codes:
  0  every event was accepted, or is of a later release
  1  something went to the quarantine, or was no event
  2  the command was called wrongly, or the server could not be reached
${examples([
  ["codex-contracts ingest capture.ndjson", "into the default folder"],
  ["zcat *.ndjson.gz | codex-contracts ingest --url https://host/t/TOKEN -", "to a server elsewhere"],
])}`;

async function ingest(
  files: readonly string[],
  { folder, url, json }: Options,
  context: Context,
): Promise<ExitCode> {
  const [{ inputsOf }, { sendInputs }, { withTarget }] = await Promise.all([
    import("../validate/inputs.js"),
    import("../server/send-inputs.js"),
    import("../server/ingest-target.js"),
  ]);
  const inputs = await inputsOf(files, context);
  const report = await withTarget({ url, folder: folderOf(folder, context) }, (target) =>
    sendInputs(inputs, target),
  );
  if (json) context.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    const { accepted, unknown, quarantined, duplicates, faults } = report;
    const parts = [
      `${count(accepted, "event")} accepted`,
      `${unknown.toLocaleString("en-US")} of a later release`,
      `${quarantined.toLocaleString("en-US")} quarantined`,
      ...(duplicates > 0 ? [`${duplicates.toLocaleString("en-US")} received before`] : []),
    ];
    context.stdout.write(`${parts.join(", ")}\n`);
    for (const { name, line, expected } of faults.slice(0, 10)) {
      context.stderr.write(`${name}:${line}  expected ${expected}\n`);
    }
    if (faults.length > 10) context.stderr.write(`and ${count(faults.length - 10, "fault")} more\n`);
  }
  return report.quarantined === 0 && report.faults.length === 0 ? ExitCode.ok : ExitCode.findings;
}
