import { posix } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { LintSet } from "../rule.js";
import type { SchemaDocument } from "../schema-document.js";

/** Where a reference leads, as far as the files of the folder tell. */
export interface ReferenceTarget {
  readonly document: SchemaDocument;
  readonly schema: JsonObject;
}

/** The schema behind a reference: undefined when it leads nowhere, `outside` when to a document of somebody else. */
export function lookUp(set: LintSet, file: string, ref: string): ReferenceTarget | "outside" | undefined {
  const [address = "", fragment = ""] = ref.split("#", 2);
  const document = address === "" ? documentAt(set, file) : addressed(set, file, address);
  if (document === "outside" || document === undefined) return document;
  const schema = fragment.startsWith("/") ? atPointer(document.json, fragment) : anchored(document, fragment);
  return schema === undefined ? undefined : { document, schema };
}

export function targetOf(set: LintSet, file: string, ref: string): JsonObject | undefined {
  const target = lookUp(set, file, ref);
  return target === "outside" ? undefined : target?.schema;
}

function documentAt({ documents }: LintSet, file: string): SchemaDocument | undefined {
  return documents.find((document) => document.file === file);
}

/** By its `$id`, whole or relative to that of the referring file, or by its path. */
function addressed(set: LintSet, file: string, address: string): SchemaDocument | "outside" | undefined {
  const own = documentAt(set, file)?.json["$id"];
  const base = typeof own === "string" && URL.canParse(own) ? own : undefined;
  const url = URL.canParse(address, base) ? new URL(address, base).href : undefined;
  const byId = set.documents.find(
    ({ json }) => json["$id"] === address || (url !== undefined && json["$id"] === url),
  );
  const byPath = documentAt(set, posix.join(posix.dirname(file), address));
  return byId ?? byPath ?? (/^[a-z][a-z0-9+.-]*:/i.test(address) ? "outside" : undefined);
}

function anchored({ json, schemas }: SchemaDocument, anchor: string): JsonObject | undefined {
  if (anchor === "") return json;
  return schemas.find(({ schema }) => schema["$anchor"] === anchor || schema["$id"] === `#${anchor}`)?.schema;
}

function atPointer(root: JsonObject, pointer: string): JsonObject | undefined {
  let at: Json | undefined = root;
  for (const segment of decodeURIComponent(pointer).split("/").slice(1)) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    // A list is looked into by its index.
    at = typeof at === "object" && at !== null ? (at as JsonObject)[key] : undefined;
  }
  return isJsonObject(at) ? at : undefined;
}
