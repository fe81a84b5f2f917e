import { isJsonObject } from "../../json.js";
import type { ContractModel, Example, InvalidExample, Node, TypeModel } from "../../model.js";
import { tableSection } from "../tables/docs.js";
import { privacyText } from "./cells.js";
import { contractTarget, type PageContext } from "./context.js";
import { fullest } from "./fullest.js";
import { bullets, code, document, link, paragraphs, prose, table } from "./markdown.js";
import { banner } from "./place.js";
import { type Section, sectionsOf } from "./sections.js";
import { shapeMarkdown } from "./shape-markdown.js";
import { tellTale } from "./tell-tale.js";

const PACKAGE = "@codex-contracts/protocol";
const ROOT = "../../..";

const SHAPE_HEADINGS: Partial<Record<Node["kind"], string>> = {
  object: "Fields",
  tagged: "Shapes",
  union: "Shapes",
};

export interface ContractPage extends PageContext {
  /** Contracts that hold this one, sorted by id. */
  readonly usedIn: readonly ContractModel[];
}

/** The reference page of one contract, complete by itself apart from links to other contracts. */
export function contractPage(page: ContractPage): string {
  const { contract } = page;
  const { type } = contract;
  const blocks = [
    banner(`schemas/${contract.file}`),
    `# ${contract.name}`,
    paragraphs(type.description),
    factsMarkdown(page),
    importMarkdown(contract),
    `## ${SHAPE_HEADINGS[type.node.kind] ?? "Value"}`,
    ...shapeMarkdown(page, type.node, type.notes, contract.name),
    ...sectionsOf(page).flatMap((section) => sectionMarkdown(page, section)),
    ...rulesMarkdown(contract),
    ...exampleMarkdown(contract),
    ...refusedMarkdown(contract),
    ...casesMarkdown(contract),
    ...tableSection(page.model, contract),
    ...schemaMarkdown(contract),
  ];
  return document(blocks);
}

function factsMarkdown({ contract, usedIn }: ContractPage): string {
  const tell = tellTale(contract);
  return bullets([
    ...(tell === "" ? [] : [`Recognised by: ${tell}`]),
    `Most sensitive value inside: ${privacyText(contract.privacy)}${ceilingText(contract)}`,
    ...(usedIn.length === 0
      ? []
      : [`Used in: ${usedIn.map((user) => link(user.name, contractTarget(contract, user))).join(", ")}`]),
    `Known from: ${contract.sources.map(prose).join("; ")}`,
    link("How to read this page", "../README.md#how-to-read-a-page"),
  ]);
}

/** What the contract promises, where that is less than what is inside. */
function ceilingText({ ceiling, privacy }: ContractModel): string {
  return ceiling === undefined || ceiling === privacy
    ? ""
    : `; ceiling ${ceiling}, with [accepted exceptions](../what-is-collected.md#accepted-above-the-ceiling)`;
}

function importMarkdown({ id, name }: ContractModel): string {
  return fence("ts", `import { ${name} } from "${PACKAGE}/${id}";`);
}

function sectionMarkdown(page: PageContext, section: Section): string[] {
  const { title, level, node, notes, type } = section;
  const rules = type === undefined ? [] : rulesOf(type);
  return [
    `${"#".repeat(level)} ${title}`,
    paragraphs(notes.description),
    ...shapeMarkdown(page, node, notes, title),
    bullets(rules.map(prose)),
  ];
}

/** Rules that a shared part states for itself. */
function rulesOf({ schema }: TypeModel): string[] {
  const rules = isJsonObject(schema) ? schema["x-rules"] : undefined;
  return Array.isArray(rules) ? rules.filter((rule): rule is string => typeof rule === "string") : [];
}

function rulesMarkdown({ rules }: ContractModel): string[] {
  return rules.length === 0 ? [] : ["## Rules", bullets(rules.map(prose))];
}

function exampleMarkdown({ valid }: ContractModel): string[] {
  const shown = fullest(valid);
  if (shown === undefined) return [];
  const json = fence("json", JSON.stringify(shown.value, null, 2));
  const others = valid
    .filter((example) => example !== shown)
    .map((example) => [exampleLink(example), prose(example.description), prose(example.source)]);
  return [
    "## Example",
    `${prose(shown.description)} (${exampleLink(shown)}; ${prose(shown.source)})`,
    json,
    ...(others.length === 0
      ? []
      : ["More valid messages:", table(["Example", "What it shows", "Source"], others)]),
  ];
}

function refusedMarkdown({ invalid }: ContractModel): string[] {
  if (invalid.length === 0) return [];
  const rows = invalid.map((example) => [
    exampleLink(example),
    prose(example.description),
    issuesCell(example),
  ]);
  return ["## What is refused", table(["Example", "What is wrong", "Issue"], rows)];
}

/** Where the messages are that hold the constraints which no example shows. */
function casesMarkdown({ id, cases }: ContractModel): string[] {
  const { valid, invalid } = cases;
  if (valid.length + invalid.length === 0) return [];
  const file = link("cases.json", `${ROOT}/schemas/examples/${id}/cases.json`);
  const counts = [
    ...(invalid.length === 0 ? [] : [`${invalid.length} refused`]),
    ...(valid.length === 0 ? [] : [`${valid.length} accepted`]),
  ];
  return [`Further messages, each for one constraint: ${counts.join(", ")} (${file}).`];
}

function issuesCell({ issues }: InvalidExample): string {
  return issues
    .map(({ path, code: issue }) => `${code(issue)} at ${path === "" ? "the message itself" : code(path)}`)
    .join("<br>");
}

function exampleLink({ name, file }: Example): string {
  return link(name, `${ROOT}/schemas/${file}`);
}

function schemaMarkdown({ id, file }: ContractModel): string[] {
  const source = `Canonical schema: ${link(code(`schemas/${file}`), `${ROOT}/schemas/${file}`)}. Everything that it refers to in one document:`;
  return [
    "## JSON Schema",
    source,
    fence("ts", `import schema from "${PACKAGE}/schemas/${id}.json" with { type: "json" };`),
  ];
}

function fence(language: string, text: string): string {
  const ticks = text.includes("```") ? "````" : "```";
  return [ticks + language, text, ticks].join("\n");
}
