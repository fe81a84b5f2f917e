import { RULES } from "@codex-contracts/codegen/lint";
import type { LocatedFinding, LocatedResult } from "./locate-findings.js";

const DOCS = "https://codex-contracts.dev/reference/lint-rules#";

/** The findings as a SARIF 2.1.0 log; waived ones are in it as suppressed. Files are relative to where the command ran. */
export function sarif(result: LocatedResult, folder: string): object {
  const base = folder.replace(/\/+$/, "");
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "codex-contracts lint", rules: RULES.map(descriptor) } },
        results: [
          ...result.findings.map((finding) => resultOf(finding, base)),
          ...result.waived.map(({ finding, waiver }) => ({
            ...resultOf({ ...finding, line: 1, column: 1 }, base),
            suppressions: [{ kind: "external", justification: waiver.reason }],
          })),
        ],
      },
    ],
  };
}

function descriptor({ id, summary, why }: (typeof RULES)[number]): object {
  return { id, shortDescription: { text: summary }, fullDescription: { text: why }, helpUri: DOCS + id };
}

function resultOf(
  { file, line, column, pointer, rule, severity, message, fix }: LocatedFinding,
  base: string,
): object {
  return {
    ruleId: rule,
    level: severity,
    message: { text: `${message}. To mend it: ${fix}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(base === "." ? file : `${base}/${file}`) },
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ fullyQualifiedName: pointer === "" ? "/" : pointer }],
      },
    ],
  };
}
