import { isJsonObject, type Json, type JsonObject } from "./json.js";
import { linkNode, type Resolve } from "./link-unions.js";
import { parseWaivers, WAIVER_SUFFIX } from "./lint/waiver.js";
import {
  type ContractModel,
  type Exposure,
  type InvalidExample,
  type Model,
  type Node,
  PRIVACY_CLASSES,
  type TypeModel,
} from "./model.js";
import { NO_CASES, parseCases } from "./parse-cases.js";
import { parseExample } from "./parse-example.js";
import { parseNode } from "./parse-node.js";
import { parseNotes } from "./parse-notes.js";
import { highestOf } from "./privacy/classes.js";
import { leaves } from "./privacy/leaves.js";
import { type Problem, type Report, sortProblems } from "./problem.js";
import { idOf, isPart, moduleOf, resolveRef } from "./refs.js";
import { jsonOf, type SourceFile } from "./source.js";

export interface BuildResult {
  readonly model: Model;
  /** Everything wrong in the sources, sorted; the model is only sound when this is empty. */
  readonly problems: readonly Problem[];
}

interface Document {
  readonly file: string;
  readonly json: JsonObject;
}

interface Declaration {
  readonly name: string;
  readonly file: string;
  readonly pointer: string;
  readonly schema: JsonObject;
}

/** Turns schema and example files into the model that emitters read. Pure: same files, same result, in any order. */
export function buildModel(files: readonly SourceFile[]): BuildResult {
  const problems: Problem[] = [];
  const reportIn =
    (file: string): Report =>
    (pointer, rule, message, fix) =>
      void problems.push({ file, pointer, rule, message, fix });
  const sorted = [...files].sort((a, b) => compare(a.path, b.path));
  const documents = sorted
    .filter((f) => f.path.endsWith(".schema.json"))
    .flatMap((f) => parseDocument(f, reportIn(f.path)));
  const declarations = documents.flatMap(declarationsOf);
  const types = parseTypes(declarations, reportIn);
  const typeByName = new Map(types.map((type) => [type.name, type]));
  const examples = parseExamples(sorted, reportIn);
  const contracts = documents
    .filter((d) => !isPart(d.file))
    .flatMap((d) => buildContract(d, typeByName, examples.get(moduleOf(d.file)), reportIn))
    .map((contract) => ({ ...contract, exposures: exposuresOf(contract.file, sorted) }));
  for (const [id, found] of examples) {
    if (!contracts.some((c) => c.id === id))
      reportIn(found.file)(
        "",
        "example-contract",
        "the example belongs to no contract",
        "name its folder after a schema file: examples/<family>/<contract>/valid/…",
      );
  }
  const families = [...new Set(contracts.map((c) => c.family))];
  const rootOf = new Map(documents.map((d) => [d.file, String(d.json["title"])]));
  return { model: { contracts, types, typeByName, rootOf, families }, problems: sortProblems(problems) };
}

function parseDocument(file: SourceFile, report: Report): Document[] {
  const json = parseJson(file, report);
  if (json === undefined) return [];
  if (
    !isJsonObject(json) ||
    typeof json["title"] !== "string" ||
    !/^[A-Z][A-Za-z0-9]*$/.test(json["title"])
  ) {
    report("/title", "title", "a schema file needs a PascalCase title", 'add "title": the name of its type');
    return [];
  }
  if (json["$id"] !== idOf(file))
    report(
      "/$id",
      "stable-id",
      "the $id does not follow the place of the file",
      `write "$id": "${idOf(file)}"`,
    );
  if (json["$schema"] !== "http://json-schema.org/draft-07/schema#")
    report(
      "/$schema",
      "dialect",
      "schemas are written in draft-07",
      'write "$schema": "http://json-schema.org/draft-07/schema#"',
    );
  return [{ file: file.path, json }];
}

function parseJson(file: SourceFile, report: Report): Json | undefined {
  try {
    return jsonOf(file);
  } catch (error) {
    const where = /position \d+|line \d+ column \d+/.exec(String(error))?.[0];
    report("", "json", `the file is not JSON${where === undefined ? "" : ` (${where})`}`, "mend the syntax");
    return undefined;
  }
}

function declarationsOf({ file, json }: Document): Declaration[] {
  const definitions = isJsonObject(json["definitions"]) ? Object.entries(json["definitions"]) : [];
  return [
    { name: String(json["title"]), file, pointer: "", schema: json },
    ...definitions.map(([name, schema]) => ({
      name,
      file,
      pointer: `/definitions/${name}`,
      schema: isJsonObject(schema) ? schema : {},
    })),
  ];
}

function parseTypes(declarations: readonly Declaration[], reportIn: (file: string) => Report): TypeModel[] {
  const byPlace = new Map(declarations.map((d) => [d.file + d.pointer, d.name]));
  const seen = new Map<string, Declaration>();
  for (const d of declarations) {
    const first = seen.get(d.name);
    if (first === undefined) seen.set(d.name, d);
    else
      reportIn(d.file)(
        d.pointer,
        "unique-name",
        `the type name ${d.name} is taken by ${first.file}`,
        "choose another name, or refer to that type",
      );
    if (!/^[A-Z][A-Za-z0-9]*$/.test(d.name))
      reportIn(d.file)(d.pointer, "type-name", "a type name is PascalCase", "rename the definition");
  }
  const parsed = [...seen.values()].map((d) => {
    const report = reportIn(d.file);
    const typeOf = (ref: string) => {
      const target = resolveRef(ref, d.file);
      return (
        target &&
        byPlace.get(
          target.file + (target.definition === undefined ? "" : `/definitions/${target.definition}`),
        )
      );
    };
    return { ...d, node: parseNode(d.schema, d.pointer, { report, typeOf }) };
  });
  const nodes = new Map(parsed.map((d) => [d.name, d.node]));
  const resolve: Resolve = (node) => resolveNode(node, nodes);
  return parsed
    .map((d): TypeModel => {
      const report = reportIn(d.file);
      const notes = parseNotes(d.schema, d.node, d.pointer, report, "type");
      return {
        name: d.name,
        description: notes.description,
        node: linkNode(d.node, d.pointer, resolve, report),
        notes,
        file: d.file,
        module: moduleOf(d.file),
        schema: d.schema,
      };
    })
    .sort((a, b) => compare(a.name, b.name));
}

function resolveNode(node: Node, nodes: ReadonlyMap<string, Node>): Node {
  let current = node;
  for (let depth = 0; current.kind === "ref" && depth < 50; depth++)
    current = nodes.get(current.type) ?? { kind: "any" };
  return current;
}

interface ExamplesOfContract {
  readonly file: string;
  readonly valid: InvalidExample[];
  readonly invalid: InvalidExample[];
  cases?: { readonly file: string; readonly json: Json };
}

function parseExamples(
  files: readonly SourceFile[],
  reportIn: (file: string) => Report,
): Map<string, ExamplesOfContract> {
  const byContract = new Map<string, ExamplesOfContract>();
  for (const file of files) {
    const match = /^examples\/([^/]+\/[^/]+)\/(?:(valid|invalid)\/[^/]+|cases)\.json$/.exec(file.path);
    if (match === null) continue;
    const [, id = "", kind] = match;
    const report = reportIn(file.path);
    const json = parseJson(file, report);
    if (!byContract.has(id)) byContract.set(id, { file: file.path, valid: [], invalid: [] });
    const entry = byContract.get(id);
    if (kind === undefined) {
      if (entry !== undefined && json !== undefined) entry.cases = { file: file.path, json };
      continue;
    }
    const example =
      json === undefined ? undefined : parseExample(file.path, json, kind as "valid" | "invalid", report);
    if (example !== undefined) entry?.[kind as "valid" | "invalid"].push(example);
  }
  return byContract;
}

function buildContract(
  document: Document,
  types: ReadonlyMap<string, TypeModel>,
  examples: ExamplesOfContract | undefined,
  reportIn: (file: string) => Report,
): Omit<ContractModel, "exposures">[] {
  const { file, json } = document;
  const report = reportIn(file);
  const type = types.get(String(json["title"]));
  if (type === undefined) return [];
  const strings = (key: string) =>
    Array.isArray(json[key]) ? json[key].filter((s): s is string => typeof s === "string") : [];
  const sources = strings("x-source");
  if (sources.length === 0)
    report("", "source", "a contract says where it is known from", 'add "x-source": [ … ]');
  if (!examples?.valid.length)
    report(
      "",
      "examples",
      "a contract has at least one valid example",
      `add schemas/examples/${moduleOf(file)}/valid/<case>.json`,
    );
  const valid = (examples?.valid ?? []).map(({ issues: _, ...example }) => example);
  const cases =
    examples?.cases === undefined
      ? NO_CASES
      : parseCases(examples.cases.file, examples.cases.json, valid, reportIn(examples.cases.file));
  const eventType = eventTypeOf(type.node);
  const ceiling = PRIVACY_CLASSES.find((privacy) => privacy === json["x-privacy-ceiling"]);
  return [
    {
      id: moduleOf(file),
      family: file.split("/")[0] ?? "",
      name: type.name,
      file,
      type,
      ...(eventType === undefined ? {} : { eventType }),
      sources,
      rules: strings("x-rules"),
      ...(ceiling === undefined ? {} : { ceiling }),
      privacy: highestOf(leaves({ typeByName: types }, type)),
      valid,
      invalid: examples?.invalid ?? [],
      cases,
    },
  ];
}

/** What the waivers beside a schema accept above its ceiling; whether they are in order is for the linter to say. */
function exposuresOf(file: string, files: readonly SourceFile[]): Exposure[] {
  const path = `${moduleOf(file)}${WAIVER_SUFFIX}`;
  const text = files.find((each) => each.path === path)?.text;
  const json = text === undefined ? undefined : parseJson({ path, text }, () => {});
  return parseWaivers(path, json ?? null, ["privacy-ceiling"], () => {}).map(
    ({ at, reason, owner, expires }) => ({
      at,
      reason,
      owner,
      expires,
    }),
  );
}

function eventTypeOf(node: Node): string | undefined {
  const tag = node.kind === "object" ? node.properties.find((p) => p.name === "event_type")?.node : undefined;
  return tag?.kind === "const" && typeof tag.value === "string" ? tag.value : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
