/** A line of text, or why there is none. */
export type Line =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: "too-long" | "not-utf-8" };

const NEWLINE = 0x0a;

/**
 * Splits bytes into lines at line feeds. Each byte is looked at once: an answer of many megabytes costs what it weighs.
 * (`readline` also splits at U+2028, which JSON text may hold; `split2` reads a long line anew for every chunk.)
 * A line over `maxBytes` is not kept; it is reported when it ends. Empty lines and an unfinished last line are left out.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const last = chunk.subarray(start, end);
      length += last.length;
      if (length > maxBytes) yield { ok: false, problem: "too-long" };
      else if (length > 0) yield decode(parts.length === 0 ? last : Buffer.concat([...parts, last]));
      parts = [];
      length = 0;
      start = end + 1;
    }
    length += chunk.length - start;
    if (length > maxBytes) parts = [];
    else if (start < chunk.length) parts.push(chunk.subarray(start));
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): Line {
  try {
    return { ok: true, text: utf8.decode(bytes) };
  } catch {
    return { ok: false, problem: "not-utf-8" };
  }
}
