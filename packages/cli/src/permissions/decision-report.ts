import { compileProfile, type Decision } from "@codex-contracts/permissions";
import { inProfile, subjectReport, toleratedReport } from "./explain-report.js";
import type { Subject } from "./subject.js";

/** What may be done at one path; a relative one starts at the working directory. */
export function decide({ profile, context }: Subject, path: string): Decision {
  return compileProfile(profile, context).decide(path);
}

/** What `permissions explain --path <path> --json` prints. */
export function decisionReport(subject: Subject, decision: Decision): unknown {
  const { path, realPath = null, access, reason, deniedToTools } = decision;
  const entries = "entries" in reason ? reason.entries.map(inProfile) : [];
  return {
    ...subjectReport(subject),
    decision: { path, realPath, access, reason: { ...reason, entries }, deniedToTools },
    tolerated: toleratedReport(subject.input),
  };
}
