import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreamReader, type StreamMessage } from "../../inspector/src/api/event-stream.js";

function read(...chunks: string[]): StreamMessage[] {
  const messages: StreamMessage[] = [];
  const take = createStreamReader((message) => messages.push(message));
  for (const chunk of chunks) take(chunk);
  return messages;
}

describe("the stream of events", () => {
  it.each([
    { text: "event: event\ndata: {}\nid: a-1\n\n", messages: [{ event: "event", data: "{}", id: "a-1" }] },
    { text: ": still here\n\n", messages: [] },
    { text: "retry: 2000\n\n", messages: [] },
    { text: "data: a\ndata: b\n\n", messages: [{ event: "message", data: "a\nb", id: undefined }] },
    { text: "event: x\r\ndata:1\r\n\r\n", messages: [{ event: "x", data: "1", id: undefined }] },
    { text: "data: not ended", messages: [] },
  ])("$text", ({ text, messages }) => expect(read(text)).toEqual(messages));

  it("is read alike however it is cut", () => {
    const text = 'id: r-7\nevent: event\ndata: {"a":1}\n\n: c\n\nevent: stats\ndata: {}\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(read(...chunks)).toEqual(read(text));
      }),
    );
  });
});
