import { contracts } from "@codex-contracts/protocol/contracts";
import { gzipSize } from "../gzip-size.js";
import { contractNamed } from "../judges.js";
import { ajvStandaloneText } from "../peers/ajv-standalone.js";
import { ataText } from "../peers/ata.js";
import { withoutAnnotations } from "../schema.js";
import { type BenchTable, type Figure, OURS } from "./bench-table.js";

const ROWS = [
  "analytics/codex-hook-run",
  "analytics/codex-turn-event",
  "analytics/codex-guardian-review",
  "analytics/analytics-event",
];
const ALL = "all contracts";

export const size: BenchTable = {
  title: "Size of the accept path: minified by esbuild, then gzip",
  unit: "bytes",
  rows: "contract",
  processes: 1,
  async measure() {
    const figures: Figure[] = [];
    for (const id of ROWS) {
      const { name, schema } = contractNamed(id);
      const plain = withoutAnnotations(schema);
      const texts = {
        [OURS]: exportIs(id, name),
        "ata-validator": exportOf("isValid", ataText(plain)),
        "Ajv standalone": exportOf("default", await ajvStandaloneText(plain, false)),
        "zod 4, its builders alone": `export { array, boolean, discriminatedUnion, enum, int, literal, null, nullable, string, strictObject } from "zod";`,
        "valibot, its builders alone": `export { array, boolean, is, literal, minLength, minValue, null, nullable, number, picklist, pipe, safeInteger, strictObject, string, variant } from "valibot";`,
      };
      for (const [contender, text] of Object.entries(texts)) {
        figures.push({ row: id, contender, value: await gzipSize(text) });
      }
    }
    const everyIs = Object.values(contracts).map(({ id, name }) => exportIs(id, name));
    return [...figures, { row: ALL, contender: OURS, value: await gzipSize(everyIs.join("\n")) }];
  },
  note: "What an application ships that only asks whether a message is valid. zod and valibot come without a single schema here: a lower bound for them.",
};

/** A module that exports one thing of a module given as text. */
function exportOf(name: string, text: string): string {
  return `export { ${name} } from ${JSON.stringify(`data:text/javascript,${encodeURIComponent(text)}`)};`;
}

function exportIs(id: string, name: string): string {
  return `export { is${name} } from "@codex-contracts/protocol/${id}";`;
}
