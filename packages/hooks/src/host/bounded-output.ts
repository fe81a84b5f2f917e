/** Gathers what a stream prints, up to a limit. */
export interface BoundedOutput {
  /** False when the limit is passed: nothing is kept of the chunk that passes it. */
  add(chunk: Uint8Array): boolean;
  /** What came, as UTF-8 with replacement; a byte order mark stays. */
  text(): string;
}

export function boundedOutput(limit: number): BoundedOutput {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      if (size + chunk.length > limit) return false;
      size += chunk.length;
      chunks.push(chunk);
      return true;
    },
    text: () => new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(chunks)),
  };
}
