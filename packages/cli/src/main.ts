import type { Run } from "./command.js";
import { commands } from "./commands.js";
import type { Context } from "./context.js";
import { ExitCode } from "./exit-code.js";
import { explainError } from "./explain-error.js";
import { buildProgram } from "./program.js";

/** Runs one command line and tells how it ended; never throws. */
export async function main(args: readonly string[], version: string, context: Context): Promise<ExitCode> {
  try {
    const run = await readArguments(args, version, context);
    return run === undefined ? ExitCode.ok : await run(context);
  } catch (error) {
    return explainError(error, context);
  }
}

async function readArguments(
  args: readonly string[],
  version: string,
  context: Context,
): Promise<Run | undefined> {
  const chosen: Run[] = [];
  const needsAll = commands.some((row) => row.needsAll === true && row.name === args[0]);
  const program = await buildProgram(commands, {
    version,
    context,
    start: (run) => chosen.push(run),
    wanted: (row) => needsAll || args.includes(row.name),
  });
  await program.parseAsync([...args], { from: "user" });
  return chosen[0];
}
