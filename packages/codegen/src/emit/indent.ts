/** Indents code by its braces, two spaces a level; comment lines keep their star aligned. */
export function indent(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .map((raw) => {
      const line = raw.trim();
      if (line === "") return "";
      const comment = line.startsWith("*") || line.startsWith("/*");
      const opening = comment ? 0 : count(line, /[{([]/g);
      const closing = comment ? 0 : count(line, /[})\]]/g);
      const leading = comment ? 0 : (/^[})\]]+/.exec(line)?.[0].length ?? 0);
      const at = Math.max(0, depth - leading);
      depth = Math.max(0, depth + opening - closing);
      return `${"  ".repeat(at)}${line.startsWith("*") ? " " : ""}${line}`;
    })
    .join("\n");
}

function count(line: string, bracket: RegExp): number {
  return line.match(bracket)?.length ?? 0;
}
