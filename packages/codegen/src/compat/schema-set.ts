import { posix } from "node:path";
import { isJsonObject, type Json, type JsonObject, pointerSegment } from "../json.js";
import { ID_BASE } from "../refs.js";
import type { SourceFile } from "../source.js";

/** A schema inside a set: its file and a JSON Pointer into it, empty for the whole file. */
export interface Location {
  readonly file: string;
  readonly pointer: string;
}

/** A message that is compared as a whole: the root of a file, or a definition of a file that only collects them. */
export interface Entry {
  /** The file without `.schema.json`, and the definition, e.g. `protocol.v2#Thread`. */
  readonly id: string;
  readonly location: Location;
}

/** JSON Schemas of any draft from 07 on, as one side of a comparison. */
export interface SchemaSet {
  /** What a person calls the set: a folder, a git ref, a package. */
  readonly name: string;
  readonly documents: ReadonlyMap<string, Json>;
  readonly entries: readonly Entry[];
  /** `contracts` when the schemas are of this project's dialect, with its readings and annotations. */
  readonly dialect: "contracts" | "plain";
  /** The schema at a place; undefined when there is none. */
  at(location: Location): Json | undefined;
  /** Where a `$ref` of a file leads; undefined when it leads out of the set. */
  resolve(ref: string, from: Location): Location | undefined;
}

/**
 * Reads a set from the texts of its files. Files that hold no JSON Schema are passed over; a file that is
 * no JSON is one of them unless its name ends with `.schema.json`, which is an error that names the file.
 */
export function schemaSet(name: string, files: readonly SourceFile[]): SchemaSet {
  const documents = new Map<string, Json>();
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const document = parse(path, text);
    if (document !== undefined && isSchema(document)) documents.set(path, document);
  }
  const ids = indexIds(documents);
  const dialect = [...documents.values()].some(isContract) ? "contracts" : "plain";
  const values = new Map<string, Json | undefined>();
  const at = (location: Location) => {
    const key = `${location.file}#${location.pointer}`;
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = valueAt(documents.get(location.file), location.pointer);
    values.set(key, value);
    return value;
  };
  const resolve = (ref: string, from: Location) => resolveIn(ref, from, { documents, ids, at });
  return { name, documents, dialect, at, resolve, entries: entriesOf(documents, dialect) };
}

/** The set cannot be read; the message names the file. */
export class SchemaSetError extends Error {
  override readonly name = "SchemaSetError";
}

function parse(path: string, text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse returns JSON.
  } catch {
    if (path.endsWith(".schema.json")) throw new SchemaSetError(`${path} is not JSON`);
    return undefined;
  }
}

const SCHEMA_WORDS = ["type", "properties", "oneOf", "anyOf", "allOf", "enum", "const", "$ref", "items"];
const BAGS = ["definitions", "$defs"];

function isSchema(document: Json): boolean {
  if (!isJsonObject(document)) return false;
  const { $schema, $id, type } = document;
  if (typeof $schema === "string" && $schema.includes("json-schema.org")) return true;
  if (BAGS.some((bag) => isJsonObject(document[bag]))) return true;
  if (typeof $id === "string" && SCHEMA_WORDS.some((word) => word in document)) return true;
  // `type` alone is the word of many files that are no schemas.
  return (
    JSON_TYPES.has(String(type)) && ("properties" in document || "items" in document || "enum" in document)
  );
}

const JSON_TYPES = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

function isContract(document: Json): boolean {
  const id = isJsonObject(document) ? document["$id"] : undefined;
  return typeof id === "string" && id.startsWith(ID_BASE.replace(/schemas\/$/, ""));
}

/** Every `$id` and anchor of the set, absolute, with the place that it names. */
function indexIds(documents: ReadonlyMap<string, Json>): ReadonlyMap<string, Location> {
  const ids = new Map<string, Location>();
  const visit = (value: Json, location: Location, base: string): void => {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) visit(item, below(location, String(i)), base);
      return;
    }
    if (!isJsonObject(value)) return;
    const { $id, $anchor } = value;
    const own = typeof $id === "string" ? absolute($id, base) : base;
    if (typeof $id === "string" && !ids.has(own)) ids.set(own.replace(/#$/, ""), location);
    if (typeof $anchor === "string") ids.set(`${own}#${$anchor}`, location);
    for (const [key, inner] of Object.entries(value))
      if (!DATA_WORDS.has(key)) visit(inner, below(location, key), own);
  };
  for (const [file, document] of documents) visit(document, { file, pointer: "" }, `file:///${file}`);
  return ids;
}

const DATA_WORDS = new Set(["const", "enum", "examples", "default", "required"]);

function absolute(ref: string, base: string): string {
  return URL.canParse(ref, base) ? new URL(ref, base).href : ref;
}

interface Index {
  readonly documents: ReadonlyMap<string, Json>;
  readonly ids: ReadonlyMap<string, Location>;
  at(location: Location): Json | undefined;
}

function resolveIn(ref: string, from: Location, { documents, ids, at }: Index): Location | undefined {
  const [path = "", fragment = ""] = ref.split("#", 2);
  const root = path === "" ? { file: from.file, pointer: "" } : rootOf(path, from.file, { documents, ids });
  if (root === undefined) return undefined;
  if (fragment === "") return root;
  const decoded = decodeURIComponent(fragment);
  if (!decoded.startsWith("/")) return anchor(decoded, root, { documents, ids });
  const target = { file: root.file, pointer: root.pointer + decoded };
  return at(target) === undefined ? undefined : target;
}

function rootOf(path: string, from: string, index: Pick<Index, "documents" | "ids">): Location | undefined {
  const beside = posix.join(posix.dirname(from), path);
  if (index.documents.has(beside)) return { file: beside, pointer: "" };
  const document = index.documents.get(from);
  const id = isJsonObject(document) ? document["$id"] : undefined;
  return index.ids.get(absolute(path, typeof id === "string" ? id : `file:///${from}`));
}

function anchor(name: string, root: Location, { documents, ids }: Pick<Index, "documents" | "ids">) {
  const document = documents.get(root.file);
  const id = isJsonObject(document) ? document["$id"] : undefined;
  const base = absolute(typeof id === "string" ? id : "", `file:///${root.file}`);
  return ids.get(`${base}#${name}`);
}

function valueAt(document: Json | undefined, pointer: string): Json | undefined {
  let value = document;
  for (const segment of pointer.split("/").slice(1)) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(key)];
    else if (isJsonObject(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else return undefined;
  }
  return value;
}

/** A place one step further in. */
export function below(location: Location, ...segments: readonly string[]): Location {
  return {
    file: location.file,
    pointer: location.pointer + segments.map((s) => `/${pointerSegment(s)}`).join(""),
  };
}

function entriesOf(documents: ReadonlyMap<string, Json>, dialect: SchemaSet["dialect"]): Entry[] {
  const entries: Entry[] = [];
  for (const [file, document] of documents) {
    // Parts are compared where contracts use them, and the reading of consumers is derived.
    if (dialect === "contracts" && (/(^|\/)parts\//.test(file) || file.endsWith(".consumer.json"))) continue;
    const id = file.replace(/(\.schema)?\.json$/, "");
    const location = { file, pointer: "" };
    if (!isBag(document)) entries.push({ id, location });
    else
      entries.push(
        ...definitionsOf(document, location).map(([name, place]) => ({
          id: `${id}#${name}`,
          location: place,
        })),
      );
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const SAYS_NOTHING = new Set(["$schema", "$id", "$comment", "title", "description", ...BAGS]);

/** A file that only collects definitions. */
function isBag(document: Json): document is JsonObject {
  if (!isJsonObject(document) || !BAGS.some((bag) => isJsonObject(document[bag]))) return false;
  return Object.entries(document).every(
    ([key, value]) => SAYS_NOTHING.has(key) || (key === "type" && value === "object"),
  );
}

/** Definitions of a collection; a definition that is itself a collection without a schema word is a namespace. */
function definitionsOf(document: JsonObject, location: Location): [string, Location][] {
  return BAGS.flatMap((bag) => {
    const definitions = document[bag];
    if (!isJsonObject(definitions)) return [];
    return Object.entries(definitions).flatMap(([name, schema]): [string, Location][] => {
      const place = below(location, bag, name);
      if (!isNamespace(schema)) return [[name, place]];
      return Object.keys(schema).map((inner) => [`${name}/${inner}`, below(place, inner)]);
    });
  });
}

function isNamespace(schema: Json): schema is JsonObject {
  return (
    isJsonObject(schema) &&
    Object.keys(schema).length > 0 &&
    Object.entries(schema).every(([key, value]) => /^[A-Z]/.test(key) && isJsonObject(value))
  );
}
