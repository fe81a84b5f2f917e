import { buildModel } from "../build-model.js";
import { checkExamples } from "../check-examples.js";
import { compiles } from "../compiles.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Model } from "../model.js";
import type { Problem, Report } from "../problem.js";
import { jsonOf, type SourceFile } from "../source.js";
import { CONFIG_FILE, type LintConfig, PLAIN_CONFIG, parseConfig } from "./config.js";
import { type Finding, type Found, sortFindings } from "./finding.js";
import type { Preset } from "./preset.js";
import type { LintSet, Rule, Slowness } from "./rule.js";
import { RULES, ruleById } from "./rules.js";
import { looksLikeSchema, type SchemaDocument, schemaDocument } from "./schema-document.js";
import { covers, isAt, parseWaivers, WAIVER_SUFFIX, type Waiver } from "./waiver.js";

export interface LintFilesOptions {
  /** The day on which waivers are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Instead of the preset that the folder's own `lint.json` names. */
  readonly preset?: Preset;
  /** The model of the same files and all that is wrong with it and its examples, where somebody has looked already. */
  readonly built?: { readonly model: Model; readonly problems: readonly Problem[] };
  /** How long matching a pattern may take. */
  readonly slowness: (pattern: string) => Slowness;
}

export interface LintResult {
  readonly preset: Preset;
  readonly schemas: number;
  /** Rules that looked, and did not only stand by. */
  readonly rules: number;
  readonly findings: readonly Finding[];
  /** Findings that a waiver accepts, each with it. */
  readonly waived: readonly { readonly finding: Finding; readonly waiver: Waiver }[];
}

/** Judges a folder of schemas. Pure: the same files, on the same day, give the same result in any order. */
export function lintFiles(files: readonly SourceFile[], options: LintFilesOptions): LintResult {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const reading = readFiles(sorted);
  const problems = [...reading.problems];
  const reportIn = reporterOf(problems);
  const ids = RULES.map((rule) => rule.id);
  const own = reading.json.get(CONFIG_FILE);
  const config: LintConfig = {
    ...(own === undefined ? PLAIN_CONFIG : parseConfig(own, ids, reportIn(CONFIG_FILE))),
    ...(options.preset === undefined ? {} : { preset: options.preset }),
  };
  const waivers = [...reading.json].flatMap(([path, json]) =>
    path.endsWith(WAIVER_SUFFIX) ? parseWaivers(path, json, ids, reportIn(path)) : [],
  );
  const set = lintSet(sorted, reading.json, config, options, problems);
  const found = [
    ...problems.map((p) => weighed(p, p.rule, config)),
    ...RULES.flatMap((rule) => check(rule, set).map((f) => weighed(f, rule.id, config))),
  ].filter((finding) => finding !== undefined);
  return { ...judgeWaivers(found, waivers, options.today, config), ...countsOf(set) };
}

function countsOf({ config, documents }: LintSet): Pick<LintResult, "preset" | "schemas" | "rules"> {
  const rules = RULES.filter((rule) => severityOf(rule, config) !== "off").length;
  return { preset: config.preset, schemas: documents.length, rules };
}

function check(rule: Rule, set: LintSet): readonly Found[] {
  const elsewhere = rule.foundElsewhere?.includes(set.config.preset) ?? false;
  return severityOf(rule, set.config) === "off" || elsewhere ? [] : (rule.check?.(set) ?? []);
}

function severityOf(rule: Rule, { preset, rules }: LintConfig) {
  return rules[rule.id] ?? rule.severity[preset] ?? "off";
}

function weighed(found: Found, id: string, config: LintConfig): Finding | undefined {
  const rule = ruleById(id);
  const severity = rule === undefined ? "error" : severityOf(rule, config);
  if (severity === "off") return undefined;
  const { file, pointer, place, message, fix } = found;
  return { file, pointer, ...(place === undefined ? {} : { place }), message, fix, rule: id, severity };
}

interface Reading {
  readonly json: ReadonlyMap<string, Json>;
  readonly problems: readonly Problem[];
}

function readFiles(files: readonly SourceFile[]): Reading {
  const json = new Map<string, Json>();
  const problems: Problem[] = [];
  for (const file of files) {
    const { path } = file;
    try {
      json.set(path, jsonOf(file));
    } catch {
      const message = "the file is not JSON";
      problems.push({ file: path, pointer: "", rule: "json", message, fix: "mend the syntax" });
    }
  }
  return { json, problems };
}

function lintSet(
  files: readonly SourceFile[],
  json: ReadonlyMap<string, Json>,
  config: LintConfig,
  options: LintFilesOptions,
  problems: Problem[],
): LintSet {
  const documents = documentsIn(json);
  const examples = new Map<string, JsonObject>(
    [...json].flatMap(([path, value]) =>
      isExample(path) && isJsonObject(value) ? [[path, value] as const] : [],
    ),
  );
  const { slowness } = options;
  if (config.preset === "portable") return { documents, examples, config, slowness };
  const built = options.built ?? buildModel(files);
  const sound = built.problems.length === 0;
  // The reader above has told of files that are not JSON.
  problems.push(
    ...built.problems.filter((p) => p.rule !== "json"),
    ...(sound && options.built === undefined ? checkExamples(built.model) : []),
  );
  return { documents, examples, config, slowness, ...(sound ? { model: built.model } : {}) };
}

/** Every pattern that the rules will ask about. */
export function patternsIn(files: readonly SourceFile[]): ReadonlySet<string> {
  const { json } = readFiles(files.filter(({ path }) => !isExample(path)));
  const patterns = documentsIn(json).flatMap(({ schemas }) => schemas.map(({ schema }) => schema["pattern"]));
  return new Set(patterns.filter(compiles));
}

function documentsIn(json: ReadonlyMap<string, Json>): SchemaDocument[] {
  const isOurs = (path: string) => path === CONFIG_FILE || path.endsWith(WAIVER_SUFFIX) || isExample(path);
  return [...json].flatMap(([path, document]) =>
    !isOurs(path) && looksLikeSchema(document) ? [schemaDocument(path, document)] : [],
  );
}

function isExample(path: string): boolean {
  return path.startsWith("examples/") || path.includes("/examples/");
}

/** Takes away what waivers accept, and reports waivers that have run out or accept nothing. */
function judgeWaivers(
  found: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
  config: LintConfig,
): Pick<LintResult, "findings" | "waived"> {
  const own: Finding[] = [];
  const tell = (waiver: Waiver, rule: string, message: string, fix: string) => {
    const finding = weighed({ file: waiver.file, pointer: waiver.pointer, message, fix }, rule, config);
    if (finding !== undefined) own.push(finding);
  };
  for (const waiver of waivers) {
    if (waiver.expires < today)
      tell(
        waiver,
        "waiver-expired",
        `the waiver ran out on ${waiver.expires}`,
        `mend what it accepts, or let ${waiver.owner} decide again and write a later day`,
      );
    const rule = ruleById(waiver.rule);
    // A rule that does not look finds nothing that could be waived.
    if (rule === undefined || severityOf(rule, config) === "off") continue;
    const findings = found.filter((f) => f.rule === waiver.rule && covers(waiver, f));
    const idle = waiver.at.filter((place) => !findings.some((f) => isAt(place, f)));
    for (const place of idle)
      tell(waiver, "waiver-needless", `the waiver accepts nothing at ${place}`, "remove the place");
  }
  const pairs = found.map((finding) => ({
    finding,
    waiver: waivers.find((w) => w.rule === finding.rule && covers(w, finding)),
  }));
  return {
    findings: sortFindings([...pairs.filter((p) => p.waiver === undefined).map((p) => p.finding), ...own]),
    waived: pairs.flatMap(({ finding, waiver }) => (waiver === undefined ? [] : [{ finding, waiver }])),
  };
}

function reporterOf(problems: Problem[]): (file: string) => Report {
  return (file) => (pointer, rule, message, fix) => void problems.push({ file, pointer, rule, message, fix });
}
