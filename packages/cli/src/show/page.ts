import { type PageStyle, terminalMarkdown } from "./terminal-markdown.js";

/** Everything a reader wants of one contract: its reference page and, after it, its type. */
export function page(docs: string, type: string, style: PageStyle): string {
  const typeSection = `## TypeScript\n\n\`\`\`ts\n${type}\n\`\`\``;
  return terminalMarkdown(`${docs.trimEnd()}\n\n${typeSection}\n`, style);
}
