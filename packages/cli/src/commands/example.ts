import type { Fixture } from "@codex-contracts/fixtures";
import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";

interface Options {
  readonly invalid?: true;
  readonly name?: string;
  readonly all?: true;
  readonly json?: true;
}

export const command: Command = {
  define: (line, start) =>
    void line
      .argument("<id>", "contract: id, wire name or type")
      .option("--invalid", "a message that the contract refuses")
      .option("--name <case>", "this example, not the fullest")
      .option("--all", "every example, one a line (NDJSON)")
      .option("--json", "print examples with their name, description, source and issues as JSON")
      .addHelpText(
        "after",
        examples([
          ["codex-contracts example codex_turn_event", "the fullest valid message"],
          ["codex-contracts example codex_turn_event --invalid", "a refused one; standard error says why"],
          ["codex-contracts example TurnEvent --all | codex-contracts validate", "all of them, judged"],
          ["codex-contracts example TurnEvent --invalid --json | jq '.[] | .name'", "names for --name"],
        ]),
      )
      .action((id: string, options: Options) => start((context) => example(id, options, context))),
};

async function example(asked: string, options: Options, context: Context): Promise<ExitCode> {
  const { invalid = false, name, all = options.json === true && name === undefined } = options;
  const [{ contractId }, { examplesOf }, { chooseExamples }] = await Promise.all([
    import("../contracts/contract-id.js"),
    import("../contracts/examples-of.js"),
    import("../contracts/choose-examples.js"),
  ]);
  const contract = contractId(asked);
  const chosen = chooseExamples(examplesOf(contract), {
    contract,
    kind: invalid ? "invalid" : "valid",
    name,
    all,
  });
  context.stdout.write(textOf(chosen, options));
  if (context.stderr.isTTY === true && chosen.length === 1) context.stderr.write(chosen.map(noteOf).join(""));
  return ExitCode.ok;
}

function textOf(chosen: readonly Fixture<unknown>[], { json, all }: Options): string {
  if (json) return `${JSON.stringify(chosen, null, 2)}\n`;
  return chosen.map(({ value }) => `${JSON.stringify(value, null, all ? undefined : 2)}\n`).join("");
}

/** What a person wants to know beside the message; never in its way. */
function noteOf({ name, description, source, issues }: Fixture<unknown>): string {
  const broken = issues.map(({ path, code }) => `  ${path === "" ? "/" : path}  ${code}\n`);
  return [`\n${name}: ${description} (${source})\n`, ...broken].join("");
}
