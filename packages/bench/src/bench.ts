/** The command: prints the tables that are asked for, all of them when none is. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "./machine.js";
import { median } from "./measure/interleave.js";
import type { BenchTable, Figure } from "./tables/bench-table.js";
import { tables } from "./tables/index.js";
import { textTable } from "./text-table.js";

const HELP = `Measures the generated validators and the generator.

  pnpm bench [${Object.keys(tables).join(" | ")}] …

  --json    print the figures as JSON
  --write   put the tables into packages/bench/results.md as well`;

/** Set for the processes that measure: they print bare figures. */
const FIGURES = "BENCH_FIGURES";
const RESULTS = fileURLToPath(new URL("../results.md", import.meta.url));

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean" }, write: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  const wrong = positionals.find((name) => tables[name] === undefined);
  if (wrong !== undefined || values.help) {
    console.log(wrong === undefined ? HELP : `there is no table "${wrong}"\n\n${HELP}`);
    return wrong === undefined ? 0 : 2;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(tables);
  if (process.env[FIGURES] !== undefined) {
    for (const name of names) console.log(JSON.stringify(await tables[name]?.measure()));
    return 0;
  }
  const measured = names.map((name) => ({ name, ...measure(name, !values.json) }));
  if (values.json)
    console.log(JSON.stringify({ machine: machine(), tables: measured.map(forJson) }, undefined, 2));
  if (values.write) writeFileSync(RESULTS, results(measured.map(({ text }) => text)));
  return 0;
}

interface Measured {
  readonly table: BenchTable;
  readonly figures: readonly Figure[];
  readonly text: string;
}

/** Measures a table in processes of its own and takes the median of each figure: what one process is lucky with counts once. */
function measure(name: string, print: boolean): Measured {
  const table = tables[name];
  if (table === undefined) throw new Error(`there is no table ${name}`);
  const runs = Array.from({ length: table.processes }, () => figuresOf(name));
  const figures = (runs[0] ?? []).map((figure, i) => ({
    ...figure,
    value: median(runs.flatMap((run) => run[i]?.value ?? [])),
  }));
  const text = textTable(table, figures);
  if (print) console.log(`${text}\n`);
  return { table, figures, text };
}

function figuresOf(name: string): readonly Figure[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], {
    env: { ...process.env, [FIGURES]: "1" },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`measuring ${name} failed\n${stderr}`);
  return JSON.parse(stdout);
}

function forJson({ name, table, figures }: Measured & { readonly name: string }): object {
  return { name, title: table.title, unit: table.unit, figures };
}

function results(texts: readonly string[]): string {
  const blocks = texts.map((text) => `\`\`\`text\n${text}\n\`\`\``);
  return [
    "# Results",
    "",
    `Written by \`pnpm bench --write\`. ${machine()}.`,
    "",
    blocks.join("\n\n"),
    "",
  ].join("\n");
}
