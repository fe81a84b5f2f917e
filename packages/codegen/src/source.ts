import type { Json } from "./json.js";

/** A file as read from disk; `path` is relative to the schemas folder, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const parsed = new WeakMap<SourceFile, Json>();

/**
 * What a file holds. Several steps of a run ask for it; it is parsed for the first one.
 * @throws {SyntaxError}
 */
export function jsonOf(file: SourceFile): Json {
  // What JSON.parse returns is JSON.
  const json = parsed.get(file) ?? (JSON.parse(file.text) as Json);
  parsed.set(file, json);
  return json;
}
