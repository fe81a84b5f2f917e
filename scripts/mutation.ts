import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildModel, readSources } from "@codex-contracts/codegen";
import {
  caseFile,
  type FileScore,
  type IssuesOf,
  missingCases,
  nameOf,
  parseSurvivors,
  type Survivor,
  score,
  scorePage,
  verdictOf,
} from "@codex-contracts/codegen/mutation";

const HELP = `Changes every constraint of every schema, one at a time, and asks whether a committed example notices.

  pnpm mutation                  judge; exit 1 when a change goes unnoticed or schemas/mutation.md has drifted
  pnpm mutation hook-run         only schemas whose path holds a word
  pnpm mutation --write          write the scores into schemas/mutation.md
  pnpm mutation --fix            write the missing cases into schemas/examples/<contract>/cases.json, then --write
  pnpm mutation --json           print the scores as JSON

A change that no message can show is listed in schemas/mutation.json with its reason.
Exit codes: 0 all noticed, 1 something is not, 2 misuse.`;

const root = process.cwd();
const PAGE = join(root, "schemas/mutation.md");
const SURVIVORS = join(root, "schemas/mutation.json");
const SHOWN = 50;

async function main(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === "string") {
    console.error(`${options}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (options.fix) await fix();
  const started = performance.now();
  const { words } = options;
  const scores = score(model(), (file) => words.length === 0 || words.some((word) => file.includes(word)));
  const explained = survivors();
  if (options.json) console.log(JSON.stringify(summary(scores), null, 2));
  else console.log(`${overview(scores)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  const whole = words.length === 0;
  if (whole && (options.fix || options.write)) writeFileSync(PAGE, scorePage(scores, explained));
  return report(scores, explained, whole);
}

function readArguments(args: readonly string[]) {
  try {
    const flag = { type: "boolean", default: false } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { fix: flag, write: flag, json: flag, help: { ...flag, short: "h" } },
    });
    return { ...values, words: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function model() {
  const built = buildModel(readSources(join(root, "schemas")));
  if (built.problems.length > 0) throw new Error("the schemas have problems; run: pnpm write-schema");
  return built.model;
}

function survivors(): Survivor[] {
  return existsSync(SURVIVORS) ? parseSurvivors(JSON.parse(readFileSync(SURVIVORS, "utf8"))) : [];
}

function overview(scores: readonly FileScore[]): string {
  const mutants = scores.reduce((sum, each) => sum + each.mutants, 0);
  const left = scores.reduce((sum, each) => sum + each.survivors.length, 0);
  return `${mutants - left} of ${mutants} changes in ${scores.length} schemas are noticed`;
}

function summary(scores: readonly FileScore[]) {
  return scores.map(({ file, mutants, survivors }) => ({ file, mutants, survivors: survivors.map(nameOf) }));
}

function report(scores: readonly FileScore[], explained: readonly Survivor[], whole: boolean): number {
  const { unnoticed, needless } = verdictOf(scores, explained);
  const wrong = [
    ...unnoticed.map((name) => `not noticed: ${name}`),
    ...(whole ? needless.map((name) => `explained in schemas/mutation.json, but noticed: ${name}`) : []),
    ...(whole && pageHasDrifted(scores, explained) ? ["schemas/mutation.md has drifted"] : []),
  ];
  for (const line of wrong.slice(0, SHOWN)) console.error(line);
  if (wrong.length > SHOWN) console.error(`… and ${wrong.length - SHOWN} more`);
  if (wrong.length > 0) console.error("repair with: pnpm mutation --fix");
  return wrong.length === 0 ? 0 : 1;
}

function pageHasDrifted(scores: readonly FileScore[], explained: readonly Survivor[]): boolean {
  return !existsSync(PAGE) || readFileSync(PAGE, "utf8") !== scorePage(scores, explained);
}

/** Writes the missing cases; the validators of the built protocol say what they are refused for. */
async function fix(): Promise<void> {
  const before = model();
  const issuesOf = await validators();
  const found = missingCases(before, issuesOf);
  let written = 0;
  for (const { id, cases } of before.contracts) {
    const { valid = [], invalid = [] } = found.get(id) ?? {};
    if (valid.length + invalid.length === 0) continue;
    const file = join(root, "schemas/examples", id, "cases.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, caseFile([...cases.valid, ...valid], [...cases.invalid, ...invalid]));
    written += valid.length + invalid.length;
  }
  console.log(`${written} new cases; run pnpm write-schema to carry them into the fixtures`);
}

interface Validator {
  safeParse(value: unknown): {
    readonly issues?: readonly { readonly path: string; readonly code: string }[];
  };
}

async function validators(): Promise<IssuesOf> {
  const entry = pathToFileURL(join(root, "packages/protocol/dist/gen/contracts.js")).href;
  // The module of the built protocol holds every contract by id.
  const { contracts } = (await import(entry)) as { contracts: Readonly<Record<string, Validator>> };
  return (id, value) =>
    (contracts[id]?.safeParse(value).issues ?? []).map(({ path, code }) => ({ path, code }));
}

process.exitCode = await main(process.argv.slice(2));
