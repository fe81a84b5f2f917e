import { literalPrefix } from "../overlay/constrains.js";
import { pathSegments } from "../path/absolute-path.js";

/**
 * Where the sandbox of a command does less for a deny pattern than the pattern says. Codex looks for the files when the
 * command starts and closes those that it finds; its own file tools match the pattern itself. All observed,
 * Codex 0.125.0.
 */
export const globCaveatDescriptions = {
  "existing-files-only":
    "a command is kept from the files that are there when it starts, not from later ones or directories",
  "not-scanned-from-root":
    "commands are not kept from anything: Codex does not search from the root of the file system",
  "no-wildcard": "commands are not kept from anything: the pattern has none of the wildcards * ? [ ]",
  "misled-search":
    "commands may not be kept from anything: braces or backslashes before the first wildcard mislead the search",
  "bounded-depth":
    "commands are not kept from files deeper below the start of the search than the scan depth",
  "ripgrep-wider":
    "where ripgrep is installed a pattern without a slash after its start also closes files further below",
} as const;

export type GlobCaveat = keyof typeof globCaveatDescriptions;

/** The caveats of an absolute pattern. */
export function caveatsOf(pattern: string, globScanMaxDepth: number | undefined): readonly GlobCaveat[] {
  if (!/[*?[\]]/.test(pattern)) return ["no-wildcard"];
  const start = literalPrefix(pattern);
  if (start === "/") return ["not-scanned-from-root"];
  if (/[{}\\]/.test(start) || /\\[*?[\]]/.test(pattern)) return ["misled-search"];
  const rest = pathSegments(pattern).slice(pathSegments(start).length);
  return [
    "existing-files-only",
    ...(globScanMaxDepth === undefined ? [] : (["bounded-depth"] as const)),
    ...(rest.length === 1 ? (["ripgrep-wider"] as const) : []),
  ];
}
