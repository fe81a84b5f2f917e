import { Command as CommandLine, type HelpConfiguration } from "commander";
import type { CommandRow, Run } from "./command.js";
import type { Context, Output } from "./context.js";
import { type Colours, colours } from "./text/colours.js";

export const PROGRAM = "codex-contracts";

export interface ProgramOptions {
  readonly version: string;
  readonly context: Context;
  /** Called by the action of the chosen command. */
  readonly start: (run: Run) => void;
  /** Which rows to load whole; the others appear in the overview only. */
  readonly wanted: (row: CommandRow) => boolean;
}

/** Builds the command line from the table of commands; it throws a CommanderError where it would exit. */
export async function buildProgram(
  rows: readonly CommandRow[],
  options: ProgramOptions,
): Promise<CommandLine> {
  const { context, start, version, wanted } = options;
  const program = new CommandLine(PROGRAM);
  program
    .description("Check messages of Codex against their contracts, and look the contracts up.")
    .usage("<command> [options]")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    // Leaves `--` and what follows it to the command: it may be another program with its options.
    .enablePositionalOptions()
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError(`Run \`${PROGRAM} --help\` for usage.`)
    .configureOutput(outputOf(context))
    .configureHelp(helpStyle(colours(context.stdout, context.env)))
    .addHelpText("after", EPILOGUE)
    .exitOverride();
  for (const row of rows) {
    const line = program
      .command(row.name, { hidden: row.hidden ?? false })
      .description(row.summary)
      .summary(row.summary);
    line.showHelpAfterError(`Run \`${PROGRAM} ${row.name} --help\` for usage.`);
    if (wanted(row)) (await row.load()).command.define(line, start);
  }
  return program;
}

const EPILOGUE = `
Exit codes:
  0  all messages are valid
  1  there are findings
  2  the command was called wrongly, an input could not be read, or it broke down

Examples:
  ${PROGRAM} validate events.ndjson
  ${PROGRAM} show codex_turn_event`;

function outputOf(context: Context) {
  const hasColours = (output: Output) => colours(output, context.env).isColorSupported;
  return {
    writeOut: (text: string) => void context.stdout.write(text),
    writeErr: (text: string) => void context.stderr.write(text),
    getOutHelpWidth: () => context.stdout.columns ?? 80,
    getErrHelpWidth: () => context.stderr.columns ?? 80,
    getOutHasColors: () => hasColours(context.stdout),
    getErrHasColors: () => hasColours(context.stderr),
  };
}

function helpStyle(paint: Colours): HelpConfiguration {
  return {
    styleTitle: paint.bold,
    styleCommandText: paint.cyan,
    styleSubcommandText: paint.cyan,
    styleOptionText: paint.cyan,
    styleArgumentText: paint.cyan,
  };
}
