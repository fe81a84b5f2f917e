import { InvalidArgumentError, Option } from "commander";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { colours } from "../text/colours.js";

interface Options {
  readonly preset?: "contracts" | "portable";
  readonly strict?: true;
  readonly maxFindings: number;
  readonly explain?: string;
  readonly json?: true;
  readonly sarif?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("[folder]", "the folder of the schemas", "schemas")
      .addOption(
        new Option(
          "-p, --preset <preset>",
          "contracts: the dialect of this project; portable: any JSON Schemas; otherwise what lint.json says, or portable",
        ).choices(["contracts", "portable"]),
      )
      .option("--strict", "a warning fails the run as well")
      .option("-n, --max-findings <count>", "how many findings to show; all are counted", wholeNumber, 200)
      .option("--explain <rule>", "say what a rule asks, why, and show it broken and kept")
      .addOption(new Option("--json", "print the result as JSON").conflicts("sarif"))
      .option("--sarif", "print the findings as SARIF 2.1.0, as code hosts show them in a review")
      .addHelpText("after", HELP)
      .action((folder: string, options: Options) =>
        start((context) =>
          options.explain === undefined
            ? lintFolder(folder, options, context)
            : explain(options.explain, context),
        ),
      ),
};

const HELP = `
A finding names the file, the place, the rule and how to mend it. It is accepted by a waiver in
<schema>.waivers.json, which has a reason, an owner and a last day; a waiver that ran out or accepts
nothing is an error. lint.json in the folder sets the preset, severities and how names are written.

Exit codes:
  0  no errors
  1  errors, or warnings with --strict
  2  the command was called wrongly, or the folder could not be read
${examples([
  ["codex-contracts lint", "the folder schemas/ of this repository"],
  ["codex-contracts lint --strict api/schemas", "JSON Schemas of another project, in CI"],
  ["codex-contracts lint --sarif > lint.sarif", "for a code host"],
  ["codex-contracts lint --explain privacy-ceiling", "what a rule is for"],
])}`;

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

async function lintFolder(folder: string, options: Options, context: Context): Promise<ExitCode> {
  const [{ lint }, { readFolder }, { locateFindings }] = await Promise.all([
    import("@codex-contracts/codegen/lint"),
    import("../lint/read-folder.js"),
    import("../lint/locate-findings.js"),
  ]);
  const files = await readFolder(folder, context);
  const { preset, strict } = options;
  const today = new Date(context.now?.() ?? Date.now()).toISOString().slice(0, 10);
  const result = lint(files, { today, ...(preset === undefined ? {} : { preset }) });
  const located = { ...result, findings: locateFindings(files, result.findings) };
  if (options.sarif) {
    const { sarif } = await import("../lint/sarif.js");
    context.stdout.write(`${JSON.stringify(sarif(located, folder), null, 2)}\n`);
  } else if (options.json) context.stdout.write(`${JSON.stringify(located, null, 2)}\n`);
  else {
    const { renderLint } = await import("../lint/render-lint.js");
    const paint = colours(context.stdout, context.env);
    context.stdout.write(renderLint(located, { folder, paint, maxFindings: options.maxFindings }));
  }
  const failing = result.findings.filter((finding) => strict || finding.severity === "error");
  return failing.length === 0 ? ExitCode.ok : ExitCode.findings;
}

async function explain(id: string, context: Context): Promise<ExitCode> {
  const [{ ruleById }, { renderRule }, { unknownRule }] = await Promise.all([
    import("@codex-contracts/codegen/lint"),
    import("../lint/render-rule.js"),
    import("../lint/unknown-rule.js"),
  ]);
  const rule = ruleById(id);
  if (rule === undefined) throw unknownRule(id);
  context.stdout.write(renderRule(rule, colours(context.stdout, context.env)));
  return ExitCode.ok;
}
