import type { GlobErrorCode, GlobToken, ParsedGlob } from "./glob-token.js";
import { parseClass } from "./parse-class.js";
import { utf8 } from "./utf8.js";

/**
 * Reads a pattern by the rules of the matcher inside Codex: `?`, `*`, `**`, `[…]`, `{a,b}` (also nested), and a
 * backslash that takes the next character literally. A bracket that is never closed stands for itself.
 * Source: observed, Codex 0.125.0.
 */
export function parseGlob(pattern: string): ParsedGlob {
  if (pattern.length > maxLength) return { ok: false, code: "too-long" };
  const parser = new GlobParser([...pattern]);
  const code = parser.run();
  return code === undefined ? { ok: true, tokens: parser.tokens } : { ok: false, code };
}

/** No path is longer than 4096 bytes; a pattern may be a little, for its classes and alternatives. */
const maxLength = 16_384;

/** Codex hands patterns to a matcher that refuses groups nested deeper. */
const maxNesting = 250;

/** Where tokens go: the pattern itself, or a group with its branches so far. */
interface Group {
  readonly branches: GlobToken[][];
}

class GlobParser {
  readonly #chars: readonly string[];
  readonly #groups: Group[] = [{ branches: [[]] }];
  #next = 0;
  #bracketsAreLiteral = false;

  constructor(chars: readonly string[]) {
    this.#chars = chars;
  }

  get tokens(): readonly GlobToken[] {
    return this.#groups[0]?.branches[0] ?? [];
  }

  run(): GlobErrorCode | undefined {
    while (this.#next < this.#chars.length) {
      const error = this.#step(this.#chars[this.#next++] ?? "");
      if (error !== undefined) return error;
    }
    return this.#groups.length > 1 ? "unclosed-alternatives" : undefined;
  }

  get #current(): GlobToken[] {
    return this.#groups.at(-1)?.branches.at(-1) ?? [];
  }

  get #inGroup(): boolean {
    return this.#groups.length > 1;
  }

  #step(char: string): GlobErrorCode | undefined {
    switch (char) {
      case "?":
        this.#current.push({ type: "any" });
        return undefined;
      case "*":
        this.#star();
        return undefined;
      case "[":
        return this.#class();
      case "{":
        this.#groups.push({ branches: [[]] });
        return this.#groups.length > maxNesting ? "too-nested" : undefined;
      case "}":
        return this.#closeGroup();
      case ",":
        if (this.#inGroup) this.#groups.at(-1)?.branches.push([]);
        else this.#literal(char);
        return undefined;
      case "\\":
        return this.#escape();
      default:
        this.#literal(char);
        return undefined;
    }
  }

  #literal(char: string): void {
    this.#current.push({ type: "bytes", bytes: Uint8Array.from(utf8(char)) });
  }

  #escape(): GlobErrorCode | undefined {
    const char = this.#chars[this.#next++];
    if (char === undefined) return "dangling-escape";
    this.#literal(char);
    return undefined;
  }

  #class(): GlobErrorCode | undefined {
    const parsed = this.#bracketsAreLiteral ? undefined : parseClass(this.#chars, this.#next);
    if (parsed?.type === "invalid-range") return "invalid-range";
    if (parsed?.type === "class") {
      this.#current.push({ type: "class", bytes: parsed.bytes });
      this.#next = parsed.next;
      return undefined;
    }
    // What follows has no closing bracket either.
    this.#bracketsAreLiteral = true;
    this.#literal("[");
    return undefined;
  }

  #closeGroup(): GlobErrorCode | undefined {
    if (!this.#inGroup) return "unopened-alternatives";
    const branches = (this.#groups.pop()?.branches ?? []).filter((branch) => branch.length > 0);
    this.#current.push({ type: "alternatives", branches });
    return undefined;
  }

  /** `**` crosses directories only as a whole name: between slashes, or between a slash and an end. */
  #star(): void {
    if (this.#chars[this.#next] !== "*") {
      this.#current.push({ type: "star" });
      return;
    }
    const before = this.#chars[this.#next - 2];
    this.#next++;
    const after = this.#chars[this.#next];
    if (this.#current.length === 0) this.#leadingStars(after);
    else if (before !== "/") this.#twoStars();
    else if (after === "/") this.#crossing("recursive");
    else if (after === undefined || (this.#inGroup && (after === "," || after === "}"))) {
      this.#crossing("recursive-suffix");
    } else this.#twoStars();
  }

  #leadingStars(after: string | undefined): void {
    if (after !== undefined && after !== "/") {
      this.#twoStars();
      return;
    }
    this.#current.push({ type: "recursive-prefix" });
    this.#next++;
  }

  #twoStars(): void {
    this.#current.push({ type: "star" }, { type: "star" });
  }

  /** Takes the place of the slash before it, and of the one after it when there is one; several in a row are one. */
  #crossing(type: "recursive" | "recursive-suffix"): void {
    const replaced = this.#current.pop();
    if (type === "recursive") this.#next++;
    const kept = replaced?.type === "recursive-prefix" || replaced?.type === "recursive-suffix";
    this.#current.push(kept ? replaced : { type });
  }
}
