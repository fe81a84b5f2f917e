import type { Colours } from "../text/colours.js";
import { count } from "../text/count.js";
import { printable } from "../text/printable.js";
import type { LocatedFinding, LocatedResult } from "./locate-findings.js";

/** The result as people read it: each finding with how to mend it, and a last line that sums up. */
export function renderLint(result: LocatedResult, folder: string, paint: Colours): string {
  const lines = result.findings.map((finding) => findingText(finding, folder, paint));
  return `${[...lines, summary(result, paint)].join("\n")}\n`;
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
