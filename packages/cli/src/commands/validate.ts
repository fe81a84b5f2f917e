import { InvalidArgumentError, Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";
import type { Reading } from "../validate/judge.js";
import type { Report } from "../validate/report.js";

interface Options {
  readonly contract?: string;
  readonly reading: Reading;
  readonly maxFindings: number;
  readonly quiet?: true;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[file...]", "files to read; `-` or none at all is standard input")
      .option("-c, --contract <id>", "judge every message by this contract, not by its event_type")
      .addOption(
        new Option(
          "-r, --reading <reading>",
          "producer: unknown keys are findings; consumer: unknown keys and event types are tolerated and counted",
        )
          .choices(["producer", "consumer"])
          .default("producer"),
      )
      .option("-n, --max-findings <count>", "how many findings to show; all are counted", wholeNumber, 50)
      .option("-q, --quiet", "print nothing, only set the exit code")
      .option("--json", "print the report as JSON")
      .addHelpText("after", HELP)
      .action((files: string[], options: Options) => start((context) => validate(files, options, context))),
};

const HELP = `
Input is JSON (a message, an array of messages, or a track-events request {"events": [...]})
or NDJSON (one of these a line), in UTF-8. A line that is not JSON is a finding; reading goes on.
A finding names the place, the rule and what was expected there, never the value.
${examples([
  ["codex-contracts validate events.ndjson", "judge each event by its event_type"],
  ["codex-contracts validate --contract PermissionProfile profile.json", "judge by a named contract"],
  [
    "codex-contracts validate --reading consumer --json *.ndjson | jq .observations",
    "see what newer clients send",
  ],
  [
    "tail -n 1000 ingest.ndjson | codex-contracts validate --quiet && echo fine",
    "only ask whether all is well",
  ],
])}`;

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

async function validate(files: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const { contract, reading, maxFindings, quiet = false } = options;
  // Loaded here, so that help and completion stay fast.
  const [{ benchOf }, { inputsOf }, { createProgress }, { validateInputs }] = await Promise.all([
    import("../validate/bench.js"),
    import("../validate/inputs.js"),
    import("../validate/progress.js"),
    import("../validate/validate-inputs.js"),
  ]);
  const bench = benchOf(contract);
  const inputs = await inputsOf(files, context);
  const progress = createProgress(context.stderr, quiet ? [] : inputs);
  const report = await validateInputs(inputs, { bench, reading, maxFindings, progress });
  const anyEvent = "named" in bench ? undefined : bench.anyEvent.id;
  if (!quiet) context.stdout.write(options.json ? asJson(report) : await asText(report, anyEvent, context));
  return report.ok ? ExitCode.ok : ExitCode.findings;
}

function asJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

async function asText(
  report: Report,
  anyEvent: string | undefined,
  { stdout, env }: Context,
): Promise<string> {
  const { renderReport } = await import("../validate/render-report.js");
  return renderReport(report, { paint: colours(stdout, env), anyEvent });
}
