/** The shell that runs the command lines of hooks. */
export interface Shell {
  readonly program: string;
  /** What comes before the command line. */
  readonly args: readonly string[];
}

const known: Readonly<Record<string, readonly string[]>> = {
  zsh: ["-c"],
  bash: ["-c"],
  sh: ["-c"],
  pwsh: ["-NoProfile", "-Command"],
  powershell: ["-NoProfile", "-Command"],
  cmd: ["/c"],
};

/** A shell with the arguments that Codex gives it: no login, no profile. */
export function shellOf(program: string): Shell {
  const name = program.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
  return { program, args: known[name] ?? ["-c"] };
}

/** The shell of the user: $SHELL when it is one that Codex knows, /bin/sh otherwise; COMSPEC on Windows. */
export function userShell(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Shell {
  if (platform === "win32") return shellOf(env["COMSPEC"] ?? "cmd.exe");
  const program = env["SHELL"] ?? "";
  return /(^|\/)(zsh|bash|sh)$/.test(program) ? shellOf(program) : shellOf("/bin/sh");
}

/**
 * The arguments that make a shell do under Node what it does under Codex. Node gives it a socket as stdin where Codex
 * gives a pipe; bash takes a socket for the connection of a remote shell, and reads ~/.bashrc, unless it runs inside
 * another shell. Inside a connection of SSH it may read that file under Codex too, so there it is left to bash.
 */
export function argumentsUnderNode(
  { program, args }: Shell,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const isRemote = env["SSH_CLIENT"] !== undefined || env["SSH2_CLIENT"] !== undefined;
  return /(^|[\\/])bash(\.exe)?$/i.test(program) && !isRemote ? ["--norc", ...args] : args;
}
