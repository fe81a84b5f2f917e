import type { Context } from "./context.js";
import { ExitCode } from "./exit-code.js";
import { printable } from "./text/printable.js";

/**
 * Tells a person what went wrong, in one line and the way out, and which exit code that is.
 * Errors are recognised by name and code: two copies of a package may be loaded.
 */
export function explainError(error: unknown, { stderr, env }: Pick<Context, "stderr" | "env">): ExitCode {
  if (isCommanderError(error)) return error.exitCode === 0 ? ExitCode.ok : ExitCode.misuse;
  if (isMisuse(error)) {
    stderr.write(`error: ${printable(error.message)}\n${error.hint === undefined ? "" : `${error.hint}\n`}`);
    return ExitCode.misuse;
  }
  const { name, stack } = error instanceof Error ? error : { name: "unknown", stack: undefined };
  stderr.write(`internal error: ${name}${messageOf(error)}${env["DEBUG"] ? "" : " (DEBUG=1 shows where)"}\n`);
  if (env["DEBUG"]) stderr.write(`${stack ?? ""}\n`);
  return ExitCode.misuse;
}

/** Commander has printed its message, or the help or version that was asked for. */
function isCommanderError(error: unknown): error is Error & { readonly exitCode: unknown } {
  return (
    error instanceof Error &&
    "exitCode" in error &&
    /^commander\./.test("code" in error ? String(error.code) : "")
  );
}

function isMisuse(error: unknown): error is Error & { readonly hint: string | undefined } {
  return error instanceof Error && error.name === "MisuseError" && "hint" in error;
}

/** A syntax error quotes the text it stumbled over, so only its name is told. */
function messageOf(error: unknown): string {
  return error instanceof Error && error.name !== "SyntaxError" ? `: ${printable(error.message)}` : "";
}
