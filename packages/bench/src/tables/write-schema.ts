import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../measure/interleave.js";
import { type Command, timeProcesses } from "../measure/processes.js";
import { writeSyntheticSchemas } from "../synthetic-schemas.js";
import { inTemporaryFolder } from "../temporary-folder.js";
import { type BenchTable, type Figure, OURS, type Row } from "./bench-table.js";

const ROUNDS = 3;
const SEPARATE_TOOLS = "json2ts + Ajv, two processes";

/** The folder of the repository, from the compiled file. */
const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const generator = join(repository, "scripts/run.mjs");

export const writeSchema: BenchTable = {
  title: "write-schema: whole processes",
  unit: "ms",
  rows: "run",
  processes: 1,
  measure: () =>
    inTemporaryFolder((folder) => [
      ...synthetic(join(folder, "50"), 50),
      ...synthetic(join(folder, "500"), 500),
      ...realRepository(join(folder, "real")),
    ]),
  cell: (value) => value.toFixed(0),
  verdict: { heading: "ours / two tools", of: overTools },
  note: `Medians of ${ROUNDS} rounds. The two tools write types and validators of the same schemas and nothing else; write-schema also lints, judges the examples, and writes explainers, entries, bundled schemas, Ajv modules, fixtures and the reference.`,
};

/** Generated schemas, generated from nothing each time. */
function synthetic(folder: string, count: number): Figure[] {
  const bundles = writeSyntheticSchemas(folder, count);
  const types = join(folder, "types");
  const require = createRequire(import.meta.url);
  const json2ts = join(dirname(require.resolve("json-schema-to-typescript/package.json")), "dist/src/cli.js");
  const commands: Command[] = [
    {
      name: OURS,
      args: [generator, "write-schema", "--root", folder],
      before: () => forgetGenerated(folder),
    },
    {
      name: "json2ts",
      args: [json2ts, "-i", join(bundles, "*.json"), "-o", types],
      before: () => rmSync(types, { recursive: true, force: true }),
    },
    {
      name: "Ajv standalone",
      args: [
        fileURLToPath(new URL("../ajv-script.js", import.meta.url)),
        bundles,
        join(folder, "validators"),
      ],
    },
  ];
  const [ours, tool, ajv] = timeProcesses(commands, ROUNDS);
  const row = `${count} generated schemas, from nothing`;
  return [
    { row, contender: OURS, value: median(ours ?? []) },
    {
      row,
      contender: SEPARATE_TOOLS,
      value: median((tool ?? []).map((ms, i) => ms + (ajv?.[i] ?? Number.NaN))),
    },
  ];
}

/** The schemas of this repository in a copy: everything, after one change, and with nothing changed. */
function realRepository(folder: string): Figure[] {
  for (const part of ["schemas", "pnpm-workspace.yaml"])
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  const args = [generator, "write-schema", "--root", folder];
  const schema = join(folder, "schemas/analytics/codex-turn-event.schema.json");
  const text = readFileSync(schema, "utf8");
  let edition = 0;
  const change = () =>
    writeFileSync(schema, text.replace('"description": "', `"description": "Edition ${edition++}. `));
  const [all] = timeProcesses([{ name: "everything", args, before: () => forgetGenerated(folder) }], ROUNDS);
  const [changed, nothing] = timeProcesses(
    [
      { name: "one changed", args, before: change },
      { name: "nothing changed", args, before: () => settle(args) },
    ],
    2 * ROUNDS,
  );
  const rows = {
    "this repository, from nothing": all,
    "one schema changed": changed,
    "nothing changed": nothing,
  };
  return Object.entries(rows).map(([row, times]) => ({ row, contender: OURS, value: median(times ?? []) }));
}

function settle(args: readonly string[]): void {
  timeProcesses([{ name: "write-schema", args }], 1);
}

function forgetGenerated(folder: string): void {
  for (const part of ["packages", "docs", "node_modules"])
    rmSync(join(folder, part), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function overTools(row: Row): string {
  const tools = row.get(SEPARATE_TOOLS);
  return tools === undefined ? "" : ((row.get(OURS) ?? Number.NaN) / tools).toFixed(2);
}
