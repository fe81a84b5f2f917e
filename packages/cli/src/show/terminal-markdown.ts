import { marked, type Token, type Tokens } from "marked";
import wrapAnsi from "wrap-ansi";
import type { Colours } from "../text/colours.js";
import { inlineText } from "./inline-text.js";

export interface PageStyle {
  readonly paint: Colours;
  /** Columns that text is wrapped at. */
  readonly width: number;
}

/** A Markdown page as text of a terminal: comments left out, tables as entries with their last column below. */
export function terminalMarkdown(markdown: string, style: PageStyle): string {
  const blocks = marked.lexer(markdown).map((token) => block(token, style));
  return `${blocks.filter((text) => text !== "").join("\n\n")}\n`;
}

function block(token: Token, style: PageStyle): string {
  const { paint, width } = style;
  // The token type tells which interface it is; the union of marked is open, so it does not narrow.
  if (token.type === "heading") return heading(token as Tokens.Heading, paint);
  if (token.type === "paragraph")
    return wrap(inlineText((token as Tokens.Paragraph).tokens, paint), width, "");
  if (token.type === "code") return (token as Tokens.Code).text;
  if (token.type === "list") return list(token as Tokens.List, style);
  if (token.type === "table") return table(token as Tokens.Table, style);
  return "";
}

function heading({ depth, tokens }: Tokens.Heading, paint: Colours): string {
  const text = inlineText(tokens, paint);
  if (paint.isColorSupported) return paint.bold(paint.underline(text));
  return `${text}\n${(depth === 1 ? "=" : "-").repeat(text.length)}`;
}

function list({ items }: Tokens.List, { paint, width }: PageStyle): string {
  return items
    .filter((item) => !isLinkAlone(item))
    .map(({ tokens }) => `- ${wrap(inlineText(tokens, paint), width - 2, "  ").trimStart()}`)
    .join("\n");
}

/** An item that only leads to another page, where there are no pages. */
function isLinkAlone({ tokens }: Tokens.ListItem): boolean {
  const [text, ...others] = tokens;
  const inside = text !== undefined && "tokens" in text ? (text.tokens ?? []) : [];
  return others.length === 0 && inside.length === 1 && inside[0]?.type === "link";
}

/** One entry a row: all columns but the last on one line, the last one wrapped below them. */
function table({ rows }: Tokens.Table, { paint, width }: PageStyle): string {
  const entries = rows.map((cells) => {
    const texts = cells.map(({ tokens }) => inlineText(tokens, paint));
    const head = texts.slice(0, -1).map((text) => text.replaceAll("\n", ", "));
    const below = wrap(texts.at(-1) ?? "", width - 6, "      ");
    return [
      `  ${head.filter((text) => text !== "").join("  ")}`,
      ...(below.trim() === "" ? [] : [below]),
    ].join("\n");
  });
  return entries.join("\n");
}

function wrap(text: string, width: number, indent: string): string {
  return wrapAnsi(text, width)
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
}
