/** A code span that survives table cells, backticks and line ends. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === "") return "";
  return /[`|]/.test(line) ? `<code>${html(line)}</code>` : `\`${line}\``;
}

/** Running text of a schema as Markdown: code spans stay, everything else is shown as it is written. One line. */
export function prose(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? code(part.slice(1, -1)) : plain(part)))
    .join("");
}

/** Running text of a schema, with its paragraphs kept. */
export function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(prose)
    .join("\n\n");
}

/** A table; cells are Markdown in one line, headers are plain. Empty when there are no rows. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headers), line(headers.map(() => "---")), ...rows.map(line)].join("\n");
}

export function link(text: string, target: string): string {
  return `[${text}](${target})`;
}

/** The fragment that GitHub gives to a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Lines of a cell, one above the other. */
export function stacked(...lines: readonly string[]): string {
  return lines.filter((line) => line !== "").join("<br>");
}

/** A bullet list; empty when there is nothing to list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Blocks of Markdown as the text of a file: blank lines between, empty blocks left out, one final newline. */
export function document(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** A phrase with a full stop at its end. */
export function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+\p{Lu}|\s*$)/su.exec(text)?.[0] ?? text;
}

function oneLine(text: string): string {
  return text.includes("\n") ? text.replace(/\s*\n\s*/g, " ") : text;
}

function plain(text: string): string {
  if (!/[\\*~[\]_<|]/.test(text)) return text;
  return text
    .replace(/[\\*~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "&#124;");
}

/** Inside an HTML element Markdown still reads its own marks, so all of them are written as numbers. */
function html(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;/()-]/gu, (mark) => `&#${mark.codePointAt(0)};`);
}
