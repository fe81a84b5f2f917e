import { analyse } from "scslre";
import type { Slowness } from "./rule.js";

const known = new Map<string, Slowness>();

/** Looks how long matching a pattern may take. The pattern compiles with the u flag. */
export function patternSlowness(pattern: string): Slowness {
  const slowness = known.get(pattern) ?? look(pattern);
  known.set(pattern, slowness);
  return slowness;
}

function look(pattern: string): Slowness {
  const { reports } = analyse(
    { source: pattern, flags: "u" },
    { reportTypes: { Move: false }, maxReports: 1 },
  );
  const [report] = reports;
  if (report === undefined) return "linear";
  return report.exponential ? "exponential" : "quadratic";
}
