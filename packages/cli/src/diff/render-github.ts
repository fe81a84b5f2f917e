import type { Change, CompatReport } from "@codex-contracts/codegen/compat";
import { isCounted } from "./counted.js";

const LEVELS = { major: "error", minor: "warning", patch: "notice" } as const;

/** Workflow commands of GitHub Actions: an annotation for each change at its schema. */
export function renderGithub(report: CompatReport, base: string): string {
  const lines = report.changes
    .filter((change) => isCounted(change, report.mode))
    .map((change) => annotation(change, base));
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function annotation(
  { severity, file, rule, contract, path, says, witnesses, unknown }: Change,
  base: string,
): string {
  const shown =
    witnesses[0] === undefined
      ? ""
      : `\n${witnesses[0].acceptedBy} accepts ${JSON.stringify(witnesses[0].payload)}`;
  const open = unknown.length === 0 ? "" : `\nnot known for ${unknown.join(", ")}`;
  const place = base === "" || base === "." ? file : `${base}/${file}`;
  return `::${LEVELS[severity]} file=${property(place)},title=${property(`${severity}: ${rule}`)}::${data(`${contract}${path}: ${says}${open}${shown}`)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
