/** One message of a stream of server-sent events. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
}

/** Reads `text/event-stream` as far as our server writes it: the fields event and data, comments skipped. */
export async function* readStream(body: AsyncIterable<Uint8Array>): AsyncIterable<StreamMessage> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const piece of body) {
    held += decoder.decode(piece, { stream: true });
    const blocks = held.split("\n\n");
    held = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line));
      const fieldOf = (name: string) => fields.find((field) => field?.[1] === name)?.[2];
      const data = fieldOf("data");
      if (data !== undefined) yield { event: fieldOf("event") ?? "message", data };
    }
  }
}
