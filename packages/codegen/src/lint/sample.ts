import type { Json, JsonObject } from "../json.js";
import { ID_BASE } from "../refs.js";
import type { SourceFile } from "../source.js";

/** What a rule is shown by: a member of an object, a whole schema, or files. What is not shown is in order. */
export type Sample =
  | { readonly says?: string; readonly property: Json; readonly name?: string }
  | { readonly says?: string; readonly schema: JsonObject }
  | { readonly says?: string; readonly files: Readonly<Record<string, Json>> };

const CONTRACT = "demo/thing";

/** A leaf in order, for samples that need one. */
export const TEXT: JsonObject = {
  description: "A word.",
  type: "string",
  "x-privacy": "public",
  examples: ["word"],
};

/** The files of a sample, completed to schemas that break no other rule. */
export function sourcesOf(sample: Sample): SourceFile[] {
  if ("files" in sample) return Object.entries({ ...sample.files }).map(([path, json]) => fileOf(path, json));
  const schema =
    "schema" in sample ? sample.schema : objectSchema({ [sample.name ?? "thing"]: sample.property });
  return [
    fileOf(`${CONTRACT}.schema.json`, schema),
    fileOf(`examples/${CONTRACT}/valid/any.json`, exampleFile({})),
    fileOf(`examples/${CONTRACT}/invalid/list.json`, {
      ...exampleFile([]),
      issues: [{ path: "", code: "type" }],
    }),
  ];
}

/** A closed object of optional members. */
export function objectSchema(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: "object", additionalProperties: false, properties, ...more };
}

function exampleFile(value: Json): JsonObject {
  return { description: "A case.", source: "written by hand", value };
}

function fileOf(path: string, json: Json): SourceFile {
  if (typeof json === "string") return { path, text: json };
  const whole = path.endsWith(".schema.json") ? { ...headOf(path), ...(json as JsonObject) } : json;
  return { path, text: JSON.stringify(whole) };
}

/** What every schema file begins with. */
function headOf(path: string): JsonObject {
  const isPart = path.split("/")[1] === "parts";
  const name = path.slice(path.lastIndexOf("/") + 1, -".schema.json".length);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: ID_BASE + path,
    title: name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    description: "A thing.",
    ...(isPart ? {} : { "x-source": ["observed"], "x-privacy-ceiling": "sensitive" }),
  };
}

/** A sample as a reader sees it: file names with what is in them, or the one thing that matters. */
export function shownSample(sample: Sample): string {
  if ("property" in sample) return JSON.stringify({ [sample.name ?? "thing"]: sample.property }, null, 2);
  if ("schema" in sample) return JSON.stringify(sample.schema, null, 2);
  const files = Object.entries(sample.files).filter(([path]) => !isFiller(path));
  return files
    .map(([path, json]) => `// ${path}\n${typeof json === "string" ? json : JSON.stringify(json, null, 2)}`)
    .join("\n\n");
}

/** Examples that are there so that nothing else is wrong. */
function isFiller(path: string): boolean {
  return path.endsWith("/valid/any.json") || path.endsWith("/invalid/list.json");
}
