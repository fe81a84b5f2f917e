import { type Change, type CompatReport, RULES } from "@codex-contracts/codegen/compat";
import { isCounted } from "./counted.js";

const LEVELS = { major: "error", minor: "warning", patch: "note" } as const;

/** SARIF 2.1.0, for code scanning. */
export function renderSarif(report: CompatReport, base: string): string {
  const changes = report.changes.filter((change) => isCounted(change, report.mode));
  const used = [...new Set(changes.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "codex-contracts diff",
            rules: used.map((id) => ({
              id,
              shortDescription: { text: RULES.get(id)?.says.replace("$", "…") ?? id },
            })),
          },
        },
        results: changes.map((change) => result(change, base)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(
  { rule, severity, file, contract, path, says, breaks, unknown, witnesses }: Change,
  base: string,
): unknown {
  const uri = base === "" || base === "." ? file : `${base}/${file}`;
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: `${contract}${path}: ${says}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(uri) } },
        logicalLocations: [{ fullyQualifiedName: `${contract}${path}` }],
      },
    ],
    properties: { severity, breaks, unknown, witnesses },
  };
}
