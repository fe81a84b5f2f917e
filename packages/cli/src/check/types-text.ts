const BANNER =
  "// @generated from @codex-contracts/protocol. Do not edit: run `codex-contracts check --fix`.";

/** The declarations as a file of another repository: its first line tells where they come from. */
export function typesText(declarations: string): string {
  return `${BANNER}\n${declarations}`;
}

/** Declarations without comments, blanks, and what compilers write in one way or another. */
export function typesTokens(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/\bdeclare\b/g, "")
    .replace(/export\s*\{\s*\};?/g, "")
    .replace(/[;,]/g, "")
    .replace(/'/g, '"')
    .replace(/\s+/g, "");
}

/** The declarations line by line in one form, to be compared by people. */
export function typesLines(text: string): string {
  const lines = text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/\bdeclare /g, "")
    .replace(/'/g, '"')
    .split("\n")
    .map((line) => line.trim().replace(/[;,]$/, ""))
    .filter((line) => line !== "");
  return `${lines.join("\n")}\n`;
}
