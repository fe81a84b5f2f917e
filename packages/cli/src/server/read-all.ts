import type { Chunks } from "../context.js";

/** The whole of an input as text. */
export async function readAll(chunks: Chunks): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
