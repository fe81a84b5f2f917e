import type { Token } from "marked";
import type { Colours } from "../text/colours.js";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** Running Markdown as text of a terminal; `<br>` is a line end, a link is its text. */
export function inlineText(tokens: readonly Token[], paint: Colours): string {
  return tokens.map((token) => inline(token, paint)).join("");
}

function inline(token: Token, paint: Colours): string {
  if (token.type === "html") return /^<br\s*\/?>$/i.test(token.raw) ? "\n" : "";
  if (token.type === "br") return "\n";
  if (token.type === "codespan") return paint.cyan(decode(token["text"]));
  const text =
    "tokens" in token && token.tokens !== undefined
      ? inlineText(token.tokens, paint)
      : decode("text" in token ? String(token.text) : token.raw);
  return token.type === "strong" ? paint.bold(text) : text;
}

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|(amp|lt|gt|quot));/g,
    (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[name ?? ""] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
