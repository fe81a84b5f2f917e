/** Characters that need no quotes in any shell. */
const plain = /^[+\-./:@\]_0-9A-Za-z]+$/;

/** Quotes the words of a command and joins them, as the command of a shell request is shown to hooks. */
export function shlexJoin(argv: readonly string[]): string {
  if (argv.some((word) => word.includes("\0"))) return "<command included NUL byte>";
  return argv.map(quote).join(" ");
}

function quote(word: string): string {
  if (word === "") return "''";
  if (plain.test(word)) return word;
  let quoted = "";
  for (let rest = word; rest !== ""; ) {
    const [text, length] = quotePrefix(rest);
    quoted += text;
    rest = rest.slice(length);
  }
  return quoted;
}

/** The longest beginning that one kind of quotes can hold: none, then single, then double. */
function quotePrefix(word: string): readonly [string, number] {
  // Bash takes a caret at the start of double quotes for history.
  const caret = word.startsWith("^");
  const single = /^\^?[^'\\^]*/.exec(word)?.[0].length ?? 0;
  const double = caret ? 0 : (/^[^`$!^]*/.exec(word)?.[0].length ?? 0);
  const length = Math.max(single, double);
  const prefix = word.slice(0, length);
  if (!caret && plain.test(prefix)) return [prefix, length];
  if (single === length) return [`'${prefix}'`, length];
  return [`"${prefix.replace(/["\\]/g, "\\$&")}"`, length];
}
