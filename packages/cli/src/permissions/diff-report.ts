import type { ProfileDiff } from "@codex-contracts/permissions";
import { toleratedReport } from "./explain-report.js";
import type { Subject } from "./subject.js";

/** Two inputs, compared in one place. */
export interface Compared {
  readonly before: Subject;
  readonly after: Subject;
  readonly diff: ProfileDiff;
}

/** What `permissions diff --json` prints. Members are only ever added within one `version`. */
export function diffReport({ before, after, diff }: Compared): unknown {
  const side = ({ input }: Subject) => ({
    file: input.file,
    shape: input.shape,
    tolerated: toleratedReport(input),
  });
  return {
    version: 1,
    before: side(before),
    after: side(after),
    cwd: before.context.cwd,
    grantsMore: diff.grantsMore,
    differences: diff.differences.map((difference) =>
      difference.kind === "scan-depth"
        ? { ...difference, before: difference.before ?? null, after: difference.after ?? null }
        : difference,
    ),
  };
}
