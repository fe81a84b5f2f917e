/** Indents code by its brackets, two spaces for each line that opens some; comment lines keep their star aligned. */
export function indent(text: string): string {
  // How many brackets each open line still waits for, outermost first.
  const open: number[] = [];
  return text
    .split("\n")
    .map((raw) => {
      const line = raw.trim();
      if (line === "") return "";
      if (/^(\/\*|\*)/.test(line))
        return `${"  ".repeat(open.length)}${line.startsWith("*") ? " " : ""}${line}`;
      const leading = /^[})\]]+/.exec(line)?.[0].length ?? 0;
      close(open, leading);
      const at = "  ".repeat(open.length);
      const net = count(line, /[{([]/g) - (count(line, /[})\]]/g) - leading);
      if (net > 0) open.push(net);
      else close(open, -net);
      return at + line;
    })
    .join("\n");
}

function close(open: number[], brackets: number): void {
  for (let left = brackets; left > 0 && open.length > 0; left--) {
    const last = open.length - 1;
    open[last] = (open[last] ?? 0) - 1;
    if (open[last] === 0) open.pop();
  }
}

function count(line: string, bracket: RegExp): number {
  return line.match(bracket)?.length ?? 0;
}
