/** How the command ends: all valid, something was found, or it was called wrongly or broke down. */
export const ExitCode = { ok: 0, findings: 1, misuse: 2 } as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
