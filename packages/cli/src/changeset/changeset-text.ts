import type { Change, CompatReport, Severity } from "@codex-contracts/codegen/compat";
import { count } from "../text/count.js";

const MOST_CHANGES = 40;
const LONGEST_PAYLOAD = 600;

/** A changeset: the bump of each package, and the changes with the payloads that show them. */
export function changesetText(report: CompatReport, bumps: ReadonlyMap<string, Severity>): string {
  const head = [...bumps].map(([name, bump]) => `"${name}": ${bump}`);
  const changes = report.changes.filter(({ severity }) => severity !== "patch");
  const small = report.changes.length - changes.length;
  const lines = changes.slice(0, MOST_CHANGES).map(line);
  if (changes.length > MOST_CHANGES) lines.push(`- and ${changes.length - MOST_CHANGES} more changes`);
  if (small > 0) lines.push(`- ${count(small, "change")} of names and descriptions`);
  return ["---", ...head, "---", "", `**contracts**: ${sentence(report)}`, "", ...lines, ""].join("\n");
}

function sentence({ severity, changes }: CompatReport): string {
  const contracts = new Set(changes.flatMap(({ contract, alsoIn }) => [contract, ...alsoIn])).size;
  const kind = { major: "breaking changes", minor: "changes", patch: "small changes" }[severity ?? "patch"];
  return `${kind} in ${count(contracts, "contract")}, found by comparing the schemas with the last release.`;
}

function line({ contract, path, says, breaks, unknown, witnesses }: Change): string {
  const parties = [...breaks, ...unknown.map((party) => `${party} (not known)`)];
  const whom = parties.length === 0 ? "" : ` Breaks ${parties.join(", ")}.`;
  const [shown] = witnesses.filter(({ payload }) => JSON.stringify(payload).length <= LONGEST_PAYLOAD);
  const refuses = shown?.acceptedBy === "old" ? "no longer accepted" : "not accepted before";
  const example = shown === undefined ? "" : ` ${refuses}: \`${JSON.stringify(shown.payload)}\``;
  return `- \`${contract}${path}\`: ${says}.${whom}${example}`;
}
