import type { Command as CommandLine } from "commander";
import type { Command } from "./command.js";

/** One command inside another. It is read together with the others of its group, so it loads its work when it is run. */
export interface ChildRow {
  readonly name: string;
  /** One line for the overview of the group. */
  readonly summary: string;
  readonly command: Command;
}

/** A command that only has others: `codex-contracts <group> <child>`. */
export function commandGroup(rows: readonly ChildRow[]): Command {
  return {
    define(line, start) {
      line.usage("<command> [options]").helpCommand("help [command]", "print help for a command");
      for (const { name, summary, command } of rows) {
        const child = line.command(name).description(summary).summary(summary);
        child.showHelpAfterError(`Run \`${pathOf(child)} --help\` for usage.`);
        command.define(child, start);
      }
    },
  };
}

/** The names from the program down to a command. */
function pathOf(line: CommandLine): string {
  return line.parent === null ? line.name() : `${pathOf(line.parent)} ${line.name()}`;
}
