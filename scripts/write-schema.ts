import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import {
  type Change,
  EMITTER_NAMES,
  isEmitterName,
  type Problem,
  type WriteSchemaResult,
  writeSchema,
} from "@codex-contracts/codegen";
import { createTwoFilesPatch } from "diff";

// A run is so short that most code which is compiled for speed never earns it back: only what is very busy is.
setFlagsFromString("--interrupt-budget=600000");

const HELP = `Regenerates everything that comes from schemas/.

  pnpm write-schema                 write what changed
  pnpm write-schema --check         write nothing; show what has drifted, exit 1 if anything has
  pnpm write-schema --watch         write again whenever a schema or an example changes
  pnpm write-schema --only types    run one emitter: ${EMITTER_NAMES.join(", ")}
  pnpm write-schema --json          print the result as JSON

Exit codes: 0 done, 1 a schema has a problem or something has drifted, 2 misuse.`;

const REPAIR = "pnpm write-schema";
const LONGEST_DIFF = 120;

const terminal = process.stdout.isTTY === true;
const color = (code: number, text: string) =>
  terminal && !process.env["NO_COLOR"] ? `\u001b[${code}m${text}\u001b[0m` : text;

async function main(args: string[]): Promise<number> {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const code = await once(options);
  if (options.watch) await watchSchemas(options);
  return code;
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      check: { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      only: { type: "string" },
      root: { type: "string" },
    },
  });
  if (values.check && values.watch) throw new Error("--check and --watch exclude each other");
  const { only } = values;
  if (only !== undefined && !isEmitterName(only))
    throw new Error(`there is no emitter "${only}"; choose one of ${EMITTER_NAMES.join(", ")}`);
  return { ...values, only, root: values.root ?? findRoot() };
}

/** The repository: the nearest folder above the working directory that has schemas/ and a workspace. */
function findRoot(): string {
  for (let folder = process.cwd(); ; folder = join(folder, "..")) {
    if (existsSync(join(folder, "schemas")) && existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
    if (folder === join(folder, ".."))
      throw new Error("no schemas/ folder here or above; run this inside the repository or pass --root");
  }
}

type Options = ReturnType<typeof readArguments>;

async function once(options: Options): Promise<number> {
  const started = performance.now();
  const progress = terminal && !options.json;
  const result = await writeSchema({
    root: options.root,
    check: options.check,
    today: new Date().toISOString().slice(0, 10),
    ...(options.only === undefined ? {} : { only: options.only }),
    tool: import.meta.url,
    onStep: (step) => void (progress && process.stdout.write(`\r\u001b[K${step}…`)),
  });
  if (progress) process.stdout.write("\r\u001b[K");
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  console.log(options.json ? JSON.stringify(forJson(result), null, 2) : words(result, options, seconds));
  return exitCode(result, options.check);
}

function exitCode(result: WriteSchemaResult, check: boolean): number {
  if (result.outcome === "problems") return 1;
  return check && result.outcome === "done" && result.changes.length > 0 ? 1 : 0;
}

function words(result: WriteSchemaResult, options: Options, seconds: string): string {
  if (result.outcome === "unchanged") return `nothing changed since the last run (${seconds} s)`;
  if (result.outcome === "problems") return problemWords(result.problems);
  const read = `read ${result.contracts} contracts, ${result.types} types and ${result.examples} examples`;
  if (!options.check)
    return [
      ...result.changes.map(changeLine),
      `${read}; ${result.files} files generated, ${writtenWords(result.changes)} (${seconds} s)`,
    ].join("\n");
  if (result.changes.length === 0)
    return `${read}; ${result.files} generated files are as their schemas say (${seconds} s)`;
  const diffs = result.changes.map((change) => `${changeLine(change)}\n${diffOf(change)}`);
  return [
    ...diffs,
    color(
      31,
      `${result.changes.length} generated file${result.changes.length === 1 ? " has" : "s have"} drifted; repair with: ${REPAIR}`,
    ),
  ].join("\n");
}

function problemWords(problems: readonly Problem[]): string {
  const lines = problems.map(
    (p) =>
      `${color(31, "✗")} schemas/${p.file}#${p.pointer}\n    ${p.message} ${color(2, `[${p.rule}]`)}\n    ${color(36, "→")} ${p.fix}`,
  );
  return [
    ...lines,
    `${problems.length} problem${problems.length === 1 ? "" : "s"} in the schemas; nothing was written`,
  ].join("\n");
}

const SIGNS = { changed: "~", missing: "+", extra: "-" } as const;

function changeLine({ kind, path }: Change): string {
  return `${SIGNS[kind]} ${path}${kind === "changed" ? "" : ` (${kind})`}`;
}

function writtenWords(changes: readonly Change[]): string {
  const count = (kind: Change["kind"]) => changes.filter((c) => c.kind === kind).length;
  return changes.length === 0
    ? "none changed"
    : `${count("changed")} changed, ${count("missing")} new, ${count("extra")} removed`;
}

function diffOf({ path, before, after, kind }: Change): string {
  const patch = createTwoFilesPatch(
    kind === "missing" ? "/dev/null" : `a/${path}`,
    kind === "extra" ? "/dev/null" : `b/${path}`,
    before,
    after,
    "on disk",
    "generated",
    { context: 3 },
  );
  const lines = patch
    .split("\n")
    .slice(1)
    .map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line));
  const shown = lines.slice(0, LONGEST_DIFF).map(diffLine);
  return lines.length > LONGEST_DIFF
    ? [...shown, `… ${lines.length - LONGEST_DIFF} more lines`].join("\n")
    : shown.join("\n");
}

function diffLine(line: string): string {
  return line.startsWith("+") ? color(32, line) : line.startsWith("-") ? color(31, line) : line;
}

function forJson(result: WriteSchemaResult): object {
  if (result.outcome !== "done") return result;
  return {
    ...result,
    changes: result.changes.map(({ kind, path, before, after }) => ({
      kind,
      path,
      diff: diffOf({ kind, path, before, after }),
    })),
  };
}

async function watchSchemas(options: Options): Promise<void> {
  console.log("watching schemas/; press Ctrl-C to stop");
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(0);
  watch(join(options.root, "schemas"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void (running = running.then(() => once(options))), 50);
  });
  await new Promise<never>(() => {});
}

process.exitCode = await main(process.argv.slice(2));
