import type { Change, CompatReport } from "@codex-contracts/codegen/compat";
import { payload } from "./render-markdown.js";

const HEAD = `# Changelog of the contracts

What changed in each contract from release to release, the newest first: written by \`npm run changelog\` from the
schemas of the releases, so that nothing is left out. A payload shows what the other side refuses.
`;

/** The changes of each contract, newest release first. */
export function renderChangelog(reports: readonly CompatReport[]): string {
  const contracts = new Map<string, { readonly release: string; readonly changes: readonly Change[] }[]>();
  for (const report of [...reports].reverse()) {
    for (const id of contractsOf(report.changes)) {
      const changes = report.changes.filter(({ contract, alsoIn }) => contract === id || alsoIn.includes(id));
      const sections = contracts.get(id) ?? [];
      contracts.set(id, sections);
      sections.push({ release: `${report.old} → ${report.new}`, changes });
    }
  }
  if (reports.length === 0) return `${HEAD}\nThere is no release yet.\n`;
  if (contracts.size === 0) return `${HEAD}\nNo contract has changed since ${reports[0]?.old}.\n`;
  const pages = [...contracts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, sections]) => {
      const parts = sections.map(
        ({ release, changes }) =>
          `### ${release}\n\n${changes.map((change) => entry(change, id)).join("\n")}`,
      );
      return `## ${id}\n\n${parts.join("\n\n")}\n`;
    });
  return `${HEAD}\n${pages.join("\n")}`;
}

function contractsOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.flatMap(({ contract, alsoIn }) => [contract, ...alsoIn]))];
}

function entry({ severity, contract, path, says, breaks, witnesses }: Change, id: string): string {
  const place = contract === id ? path : `${contract}${path}`;
  const parties = breaks.length === 0 ? "" : ` Breaks ${breaks.join(", ")}.`;
  const shown = contract === id ? witnesses.slice(0, 1).map(payload) : [];
  const text = `- **${severity}** ${place === "" ? "" : `\`${place}\` `}${says}.${parties}`;
  return [text, ...shown.map((one) => `\n${one.trimEnd().replaceAll(/^/gm, "  ")}\n`)].join("\n");
}
