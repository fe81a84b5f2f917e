import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import { table } from "../text/table.js";
import type { LocatedFinding, LocatedResult } from "./locate-findings.js";

/** The result as people read it: each finding with how to mend it, and a last line that sums up. */
export function renderLint(result: LocatedResult, { folder, paint, maxFindings }: LintStyle): string {
  const shown = result.findings.slice(0, maxFindings).map((finding) => findingText(finding, folder, paint));
  return `${[...shown, ...hidden(result.findings, maxFindings), summary(result, paint)].join("\n")}\n`;
}

export interface LintStyle {
  /** The folder as the user named it. */
  readonly folder: string;
  readonly paint: Colours;
  /** How many findings are shown one by one. */
  readonly maxFindings: number;
}

/** What is not shown, by rule. */
function hidden(findings: readonly LocatedFinding[], maxFindings: number): string[] {
  if (findings.length <= maxFindings) return [];
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([rule, amount]) => [String(amount), rule]);
  const more = count(findings.length - maxFindings, "more finding");
  return [
    "",
    `${more} not shown (--max-findings). All by rule:`,
    table([{ title: "count", align: "right" }, { title: "rule" }], rows),
    "",
  ];
}

function findingText(finding: LocatedFinding, folder: string, paint: Colours): string {
  const { file, line, column, pointer, rule, severity, message, fix } = finding;
  const colour = severity === "error" ? paint.red : paint.yellow;
  const place = `${folder.replace(/\/+$/, "")}/${file}:${line}:${column}`;
  return [
    `${paint.bold(printable(place))}  ${colour(severity)}  ${rule}`,
    `    ${printable(message)}`,
    `    ${paint.cyan("→")} ${printable(fix)}`,
    ...(pointer === "" ? [] : [`    ${paint.dim(`at ${printable(pointer)}`)}`]),
  ].join("\n");
}

function summary({ findings, waived, schemas, preset, rules }: LocatedResult, paint: Colours): string {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const found =
    findings.length === 0
      ? paint.green("nothing found")
      : [
          errors > 0 ? paint.red(count(errors, "error")) : "",
          warnings > 0 ? paint.yellow(count(warnings, "warning")) : "",
        ]
          .filter((text) => text !== "")
          .join(", ");
  const accepted = waived.length === 0 ? "" : `; ${count(waived.length, "finding")} waived`;
  return `${found} in ${count(schemas, "schema")} (${count(rules, "rule")}, preset ${preset})${accepted}`;
}
