import type { Change, CompatReport, Witness } from "@codex-contracts/codegen/compat";
import { count } from "../text/count.js";
import { isCounted } from "./counted.js";

/** GitHub refuses comments past 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The report for a pull request. */
export function renderMarkdown(report: CompatReport): string {
  const changes = report.changes.filter((change) => isCounted(change, report.mode));
  const title = `### Contracts: ${report.severity === null ? "no change" : `a **${report.severity}** release`}\n`;
  const sum = `\`${report.old}\` → \`${report.new}\`: ${count(changes.length, "change")} in ${count(report.contracts.length, "contract")}.\n`;
  if (changes.length === 0) return `${title}\n${sum}`;
  const rows = changes.map(row);
  const table = ["| | place | change | breaks |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const details = changes.filter(({ witnesses }) => witnesses.length > 0).map(detail);
  let out = `${title}\n${sum}\n${table}\n`;
  for (const one of details) {
    if (out.length + one.length > MOST_CHARACTERS) return `${out}\n…\n`;
    out += `\n${one}\n`;
  }
  return out;
}

function row({ severity, contract, path, says, breaks, unknown, alsoIn }: Change): string {
  const more = alsoIn.length === 0 ? "" : ` and ${count(alsoIn.length, "other contract")}`;
  const parties = [...breaks, ...unknown.map((party) => `${party}?`)].join(", ");
  return `| ${severity} | \`${cell(`${contract}${path}`)}\`${more} | ${cell(says)} | ${parties === "" ? "nobody" : parties} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function detail(change: Change): string {
  const head = `<details><summary>${escaped(change.says)}: <code>${escaped(`${change.contract}${change.path}`)}</code></summary>\n`;
  return `${head}\n${change.witnesses.map(payload).join("\n")}\n</details>`;
}

export function payload({ acceptedBy, payload: value, refusals }: Witness): string {
  const refuses = acceptedBy === "old" ? "new" : "old";
  const at = refusals
    .slice(0, 3)
    .map(({ path, keyword }) => `\`${keyword}\` at \`${path === "" ? "/" : path}\``);
  return `Accepted by the ${acceptedBy} contract, refused by the ${refuses} one (${at.join(", ")}):\n\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\`\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
