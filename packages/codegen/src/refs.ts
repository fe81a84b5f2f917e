import { posix } from "node:path";
import type { SourceFile } from "./source.js";

export const ID_BASE = "https://codex-contracts.dev/schemas/";

/** Where a `$ref` leads: a schema file relative to the schemas folder, and a definition in it or its root. */
export interface Target {
  readonly file: string;
  readonly definition?: string;
}

/** Resolves a `$ref` of a file against that file's place; undefined when it has a form that is not allowed. */
export function resolveRef(ref: string, from: string): Target | undefined {
  const [path = "", fragment = ""] = ref.split("#", 2);
  const definition = /^\/definitions\/([A-Za-z][A-Za-z0-9]*)$/.exec(fragment)?.[1];
  if (fragment !== "" && definition === undefined) return undefined;
  if (path === "") return definition === undefined ? undefined : { file: from, definition };
  if (!path.endsWith(".schema.json") || path.includes(":") || path.startsWith("/")) return undefined;
  const file = posix.join(posix.dirname(from), path);
  if (file.startsWith("../")) return undefined;
  return definition === undefined ? { file } : { file, definition };
}

/** `analytics/parts/runtime.schema.json` → `analytics/parts/runtime`. */
export function moduleOf(file: string): string {
  return file.slice(0, -".schema.json".length);
}

export function isPart(file: string): boolean {
  return file.split("/")[1] === "parts";
}

export function idOf(file: SourceFile | string): string {
  return ID_BASE + (typeof file === "string" ? file : file.path);
}
