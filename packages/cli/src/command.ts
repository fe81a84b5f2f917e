import type { Command as CommandLine } from "commander";
import type { Context } from "./context.js";
import type { ExitCode } from "./exit-code.js";

/** What a command does once its arguments are read. */
export type Run = (context: Context) => Promise<ExitCode>;

/** One command: declares its arguments and hands over what to run. Loaded only when its name is on the command line. */
export interface Command {
  /** Adds arguments, options, help and the action, which calls `start` with what to run. */
  define(line: CommandLine, start: (run: Run) => void): void;
}

/** What is known of a command without loading it. */
export interface CommandRow {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  readonly hidden?: boolean;
  /** Looks at the other commands, which are then loaded too. */
  readonly needsAll?: boolean;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** The examples at the end of a help page. */
export function examples(rows: readonly (readonly [command: string, meaning: string])[]): string {
  const lines = rows.flatMap(([command, meaning]) => [`  ${command}`, `      ${meaning}`]);
  return ["", "Examples:", ...lines].join("\n");
}
