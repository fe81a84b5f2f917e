/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const NO = new Set(["0", "false", "off", "no"]);
const YES = new Set(["1", "true", "on", "yes"]);

/** Variables that turn analytics off, and the words that do. */
const SWITCHES = { CODEX_CONTRACTS_ANALYTICS: NO, DO_NOT_TRACK: YES } as const;

/** Whether the environment turns analytics off: `CODEX_CONTRACTS_ANALYTICS=0` or `DO_NOT_TRACK=1`. */
export function isOffByEnvironment(environment: Environment): boolean {
  return Object.entries(SWITCHES).some(([name, words]) =>
    words.has(environment[name]?.trim().toLowerCase() ?? ""),
  );
}
