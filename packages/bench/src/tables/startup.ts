import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { contractNamed } from "../judges.js";
import { overFirst, timeProcesses } from "../measure/processes.js";
import { ajvStandaloneText } from "../peers/ajv-standalone.js";
import { ataText } from "../peers/ata.js";
import { withoutAnnotations } from "../schema.js";
import { inTemporaryFolder } from "../temporary-folder.js";
import type { BenchTable } from "./bench-table.js";

const ROUNDS = 21;

export const startup: BenchTable = {
  title: "Starting a process: what an import costs over an empty program",
  unit: "ms",
  rows: "program",
  processes: 1,
  measure: () =>
    inTemporaryFolder(async (folder) => {
      const commands = Object.entries(await programs()).map(([name, text], i) => {
        const file = join(folder, `${i}.mjs`);
        writeFileSync(file, text);
        return { name, args: [file] };
      });
      // Once without counting, so that every file has been read before.
      timeProcesses(commands, 1);
      const over = overFirst(timeProcesses(commands, ROUNDS));
      return commands
        .map(({ name }, i) => ({
          row: name,
          contender: "over an empty process",
          value: over[i] ?? Number.NaN,
        }))
        .slice(1);
    }),
  cell: (value) => value.toFixed(1),
  note: `Median of ${ROUNDS} interleaved starts, each compared with the empty program of its round. Libraries without a build step are imported alone, without a single schema: a lower bound for them.`,
};

async function programs(): Promise<Readonly<Record<string, string>>> {
  const schema = withoutAnnotations(contractNamed("analytics/analytics-event").schema);
  return {
    "an empty program": "",
    "codex-contracts: all contracts": importOf("@codex-contracts/protocol"),
    "codex-contracts: one contract (TurnEvent)": importOf(
      "@codex-contracts/protocol/analytics/codex-turn-event",
    ),
    "Ajv standalone: AnalyticsEvent": await ajvStandaloneText(schema, true),
    "ata-validator: AnalyticsEvent": ataText(schema),
    "valibot, the library alone": importOf("valibot"),
    "TypeBox, the compiler alone": importOf("typebox/schema"),
    "zod 4, the library alone": importOf("zod"),
    "Ajv, the library alone": importOf("ajv"),
    "Ajv at run time: AnalyticsEvent compiled": `import { Ajv } from ${JSON.stringify(import.meta.resolve("ajv"))};
new Ajv({ discriminator: true, allowUnionTypes: true }).compile(${JSON.stringify(schema)});`,
  };
}

function importOf(specifier: string): string {
  return `import ${JSON.stringify(import.meta.resolve(specifier))};`;
}
