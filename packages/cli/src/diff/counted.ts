import type { Change, CompatReport, Mode, Party } from "@codex-contracts/codegen/compat";

/** The parties whose payloads a mode speaks of: old payloads with new readers, the other way round, or both. */
const PARTIES_OF: Readonly<Record<Mode, readonly Party[]>> = {
  backward: ["producers", "stored-data"],
  forward: ["consumers"],
  full: ["producers", "stored-data", "consumers"],
};

/** Whether a change is of those that a mode looks at. What breaks nobody's payloads is looked at by all. */
export function isCounted(change: Change, mode: Mode): boolean {
  const concerned = [...change.breaks, ...change.unknown].filter((party) => party !== "typescript");
  return concerned.length === 0 || concerned.some((party) => PARTIES_OF[mode].includes(party));
}

export const FAIL_ON = ["major", "minor", "patch", "unknown", "breaking", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const FAILS: Readonly<Record<FailOn, (change: Change, mode: Mode) => boolean>> = {
  major: ({ severity }) => severity === "major",
  minor: ({ severity }) => severity !== "patch",
  patch: () => true,
  unknown: (change, mode) =>
    change.unknown.some((party) => PARTIES_OF[mode].includes(party)) || FAILS.breaking(change, mode),
  breaking: (change, mode) => change.breaks.some((party) => PARTIES_OF[mode].includes(party)),
  never: () => false,
};

/** The changes that end the command with exit code 1. */
export function failures(report: CompatReport, failOn: FailOn): readonly Change[] {
  return report.changes.filter(
    (change) => isCounted(change, report.mode) && FAILS[failOn](change, report.mode),
  );
}
