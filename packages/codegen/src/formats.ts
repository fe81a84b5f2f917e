import type { FormatName } from "./model.js";

/**
 * String formats of our own, as patterns that read the same in JavaScript and in JSON Schema.
 * `absolute-path`: POSIX, Windows drive or UNC; Codex refuses anything else with "AbsolutePathBuf
 * deserialized without a base path" (observed: Codex 0.125.0).
 */
export const FORMATS: Readonly<Record<FormatName, { readonly pattern: string; readonly words: string }>> = {
  "absolute-path": { pattern: "^(?:/|[A-Za-z]:[\\\\/]|\\\\\\\\)", words: "an absolute path" },
};

export function isFormatName(name: unknown): name is FormatName {
  return typeof name === "string" && Object.hasOwn(FORMATS, name);
}
