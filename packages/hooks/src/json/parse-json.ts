import { JsonScanner, type JsonValue, SerdeError } from "./scanner.js";
import type { JsonSyntaxError } from "./syntax-error.js";

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue; readonly duplicates: readonly string[] }
  | { readonly ok: false; readonly error: JsonSyntaxError };

/**
 * Parses a text as `serde_json::from_str::<Value>` does. `JSON.parse` differs: it takes lone surrogates, turns
 * numbers beyond the range of a double into infinity and follows any depth.
 */
export function parseJson(text: string): ParsedJson {
  const scanner = new JsonScanner(text);
  const duplicates: string[] = [];
  try {
    const value = scanner.value((key) => duplicates.push(key));
    scanner.end();
    return { ok: true, value, duplicates };
  } catch (error) {
    if (!(error instanceof SerdeError)) throw error;
    return { ok: false, error: { message: error.message, index: (error.index ?? 0) + error.peeked } };
  }
}
