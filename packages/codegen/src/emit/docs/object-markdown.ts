import type { ExtraProperties, ObjectNode, Property } from "../../model.js";
import { mapPrivacy, meaningCell, privacyCell, typeCell } from "./cells.js";
import type { PageContext } from "./context.js";
import { code, prose, stacked, table } from "./markdown.js";

const HEADERS = ["Field", "Type", "Privacy", "Meaning"];

/** An object as Markdown: what holds for its fields together, then a row for each. */
export function objectMarkdown(context: PageContext, node: ObjectNode, place: string): string[] {
  const exception = exceptional(node);
  const rows = node.properties.map((property) =>
    fieldRow(context, property, place, property.required === (exception === "required") ? exception : ""),
  );
  const extra = typeof node.extra === "object" ? [extraRow(context, node.extra, place)] : [];
  return [objectSentences(node), table(HEADERS, [...rows, ...extra])];
}

function fieldRow(
  context: PageContext,
  { name, node, notes }: Property,
  place: string,
  mark: string,
): string[] {
  return [
    stacked(code(name), mark),
    typeCell(context, node, notes, `${place}.${name}`),
    privacyCell(context, node, notes),
    meaningCell(context, node, notes),
  ];
}

function extraRow(context: PageContext, extra: ExtraProperties, place: string): string[] {
  const { node, notes } = extra;
  return [
    stacked(code("*"), "any name"),
    typeCell(context, node, notes, `${place}.*`),
    mapPrivacy(context, extra),
    meaningCell(context, node, notes),
  ];
}

/** Which fields are marked in the table: the rarer kind, so that the eye finds it. */
function exceptional({ properties }: ObjectNode): "required" | "optional" {
  const required = properties.filter((p) => p.required).length;
  return required * 2 >= properties.length ? "optional" : "required";
}

/** What a reader has to know before the rows: which fields must be there, which exclude each other, what else may be there. */
function objectSentences(node: ObjectNode): string {
  return [presenceSentence(node), exclusiveSentence(node), unknownSentence(node)]
    .filter((s) => s !== "")
    .join(" ");
}

function presenceSentence(node: ObjectNode): string {
  const { properties, minProperties: min, maxProperties: max } = node;
  if (properties.length === 0)
    return min === undefined ? "" : `At least ${min} ${min === 1 ? "entry" : "entries"}.`;
  if (min === 1 && max === 1) return "Exactly one of these fields is present.";
  const mark = exceptional(node);
  const usual = mark === "required" ? "optional" : "required";
  const marked = properties.some((p) => p.required === (mark === "required"));
  const all = properties.length === 1 ? `The field is ${usual}` : `All fields are ${usual}`;
  const atLeast = min === undefined ? "" : ` At least ${min} of them ${min === 1 ? "is" : "are"} present.`;
  return `${all}${marked ? `, except where marked as ${mark}` : ""}.${atLeast}`;
}

function exclusiveSentence({ exclusive }: ObjectNode): string {
  return exclusive.length === 0
    ? ""
    : `Of ${exclusive.map(code).join(" and ")}, at most one is present and not ${code("null")}.`;
}

function unknownSentence(node: ObjectNode): string {
  if (node.extra === "any") return prose("Other fields are allowed; this contract says nothing about them.");
  return node.rejectUnknown ? "Unknown fields are refused in every reading." : "";
}
