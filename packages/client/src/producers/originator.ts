/** Variable of the environment that names the process instead of its first client. */
export const ORIGINATOR_VARIABLE = "CODEX_INTERNAL_ORIGINATOR_OVERRIDE";

/** What a process is called that neither its environment nor a client names (P14). */
const DEFAULT_ORIGINATOR = "codex_cli_rs";

/** Originator of a process (P14): the override of its environment, else the name of its first client, else Codex itself. */
export function originatorOf({
  override,
  firstClient,
}: {
  readonly override?: string | undefined;
  readonly firstClient?: string | undefined;
}): string {
  return override ?? firstClient ?? DEFAULT_ORIGINATOR;
}
