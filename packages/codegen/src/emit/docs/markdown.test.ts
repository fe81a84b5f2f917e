import { describe, expect, it } from "vitest";
import { anchor, code, document, firstSentence, prose } from "./markdown.js";

describe("prose", () => {
  it("keeps code spans and shows every other mark as it is written", () => {
    expect(prose("Matches `*.env`, **not** [x] or _y_ in a_b")).toBe(
      "Matches `*.env`, \\*\\*not\\*\\* \\[x\\] or \\_y\\_ in a_b",
    );
  });

  it("does not let a pipe end a table cell", () => {
    expect(prose("a | b, or `c|d`")).toBe("a &#124; b, or <code>c&#124;d</code>");
  });

  it("does not let a text become HTML", () => {
    expect(prose("the <id> of it")).toBe("the &lt;id> of it");
  });
});

describe("code", () => {
  it("survives backticks", () => {
    expect(code("a`b*c")).toBe("<code>a&#96;b&#42;c</code>");
  });
});

describe("anchor", () => {
  it("is the fragment that GitHub makes", () => {
    expect(anchor("TurnEvent.turn_error `x`")).toBe("turneventturn_error-x");
  });
});

describe("firstSentence", () => {
  it("ends at a full stop before a capital", () => {
    expect(firstSentence("Read by 0.125.0 of it, e.g. hooks.json too. Then more.")).toBe(
      "Read by 0.125.0 of it, e.g. hooks.json too.",
    );
  });
});

describe("document", () => {
  it("leaves empty blocks out and ends with one line end", () => {
    expect(document(["a", "", "b"])).toBe("a\n\nb\n");
  });
});
