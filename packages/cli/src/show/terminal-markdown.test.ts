import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { terminalMarkdown } from "./terminal-markdown.js";

function render(markdown: string, colour = false): string {
  return terminalMarkdown(markdown, { paint: picocolors.createColors(colour), width: 40 });
}

describe("on a terminal", () => {
  it.each([
    ["a comment is left out", "<!-- made -->\n\nText.", "Text.\n"],
    ["headings are underlined", "# One\n\n## Two", "One\n===\n\nTwo\n---\n"],
    [
      "text is wrapped",
      "one two three four five six seven eight nine",
      "one two three four five six seven eight\nnine\n",
    ],
    [
      "a list is indented",
      "- one two three four five six seven eight nine\n- b",
      "- one two three four five six seven\n  eight nine\n- b\n",
    ],
    ["a list item that is only a link is left out", "- a\n- [How to](../README.md)", "- a\n"],
    ["links are their text", "See [this](x.md) and `code`.", "See this and code.\n"],
    ["code is printed as it is", '```json\n{\n  "a": 1\n}\n```', '{\n  "a": 1\n}\n'],
    [
      "entities and escapes are read",
      "a &lt; b &#124; `c` \\_d\\_ <code>e&#124;f</code>",
      "a < b | c _d_ e|f\n",
    ],
  ])("%s", (_, markdown, text) => expect(render(markdown)).toBe(text));

  it("a table is a list of entries, the last column below", () => {
    const markdown =
      '| Field | Type | Meaning |\n| --- | --- | --- |\n| `a` | string<br>not empty | What it is.<br>Example: `"x"` |\n| `b` | [T](#t) \\| null | |';
    expect(render(markdown)).toBe(
      '  a  string, not empty\n      What it is.\n      Example: "x"\n  b  T | null\n',
    );
  });

  it("colours mark headings and code", () => {
    expect(render("# One\n\n`a`", true)).toBe(
      "\u001b[1m\u001b[4mOne\u001b[24m\u001b[22m\n\n\u001b[36ma\u001b[39m\n",
    );
  });
});
