import { MAX_VALUE_BYTES } from "../input/limits.js";
import { MisuseError } from "../misuse-error.js";
import { bytes } from "../text/bytes.js";
import type { Input } from "../validate/inputs.js";

/** The whole text of an input with its byte order mark, which matters to Codex; null when it is not UTF-8. */
export async function readText(input: Input): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of input.open()) {
    pieces.push(piece);
    size += piece.length;
    if (size > MAX_VALUE_BYTES)
      throw new MisuseError(`${input.name} is larger than ${bytes(MAX_VALUE_BYTES)}`, "Name a hooks.json.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  } catch {
    return null;
  }
}
