/** Top-level declarations of a TypeScript module, each with its comment, by name. */
export function declarationsIn(module: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let comment = "";
  for (const part of module.split(/^(?=\/\*\*|export )/m)) {
    const name = /^export (?:declare )?(?:interface|type) (\w+)/.exec(part)?.[1];
    if (name !== undefined) found.set(name, (comment + part).trim());
    comment = part.startsWith("/**") ? part : "";
  }
  return found;
}

/** The declaration of a type and, after it, those it reaches, in the order they are first mentioned. */
export function typeText(name: string, declarations: ReadonlyMap<string, string>): string {
  const reached = new Set([name]);
  // A set that grows while it is walked hands out what was added.
  for (const next of reached) {
    for (const word of wordsOf(declarations.get(next) ?? "")) if (declarations.has(word)) reached.add(word);
  }
  return [...reached].map((each) => declarations.get(each) ?? "").join("\n\n");
}

/** Names in a declaration; words in comments and strings are none. */
function wordsOf(declaration: string): readonly string[] {
  const code = declaration.replace(/\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"/g, " ");
  return code.match(/\b[A-Z]\w*\b/g) ?? [];
}
