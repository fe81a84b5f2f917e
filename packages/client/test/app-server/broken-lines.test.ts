import { describe, expect, it } from "vitest";
import { fakeServer } from "./fake-server.js";

describe("a line that is no message", () => {
  const lines: readonly (readonly [string, string | Uint8Array])[] = [
    ["text", "Segmentation fault\n"],
    ["a JSON value that is no object", "[1]\n"],
    ["an object that says nothing", '{"id":1}\n'],
    ["an error without a code", '{"id":1,"error":"no"}\n'],
    ["a method that is no text", '{"id":1,"method":1}\n'],
    ["an id of another kind", '{"id":{},"method":"m"}\n'],
    ["bytes that are no text", Uint8Array.of(0x22, 0xff, 0x22, 0x0a)],
    ["a line that is too long", `${JSON.stringify({ id: 1, result: "x".repeat(2_000) })}\n`],
    ["deep nesting", `{"id":1,"result":${"[".repeat(900)}\n`],
  ];

  it.each(lines)("ends the connection: %s", async (_, bytes) => {
    const { client, write } = fakeServer({ maxLineBytes: 1_000 });
    const answer = client.request("any", {});
    write(bytes);
    await expect(answer).rejects.toMatchObject({ code: "MALFORMED_LINE", method: "any" });
    expect(await client.closed).toMatchObject({ error: { code: "MALFORMED_LINE" } });
    await expect(client.request("later", {})).rejects.toMatchObject({ code: "MALFORMED_LINE" });
  });

  it.each(lines)("is passed over and reported, when asked to: %s", async (_, bytes) => {
    const problems: string[] = [];
    const { client, write, say } = fakeServer({
      maxLineBytes: 1_000,
      malformedLines: "skip",
      onProblem: ({ code }) => problems.push(code),
    });
    const answer = client.request("any", {});
    write(bytes);
    say({ id: 1, result: "fine" });
    expect(await answer).toBe("fine");
    expect(problems).toEqual(["MALFORMED_LINE"]);
  });
});

describe("lines", () => {
  it("come together from any pieces", async () => {
    const { client, write } = fakeServer();
    const answer = client.request("any", {});
    const bytes = Buffer.from('\n{"id":1,"result":"zwölf 🦀 \u2028 end"}\r\n');
    for (const byte of bytes) write(Uint8Array.of(byte));
    expect(await answer).toBe("zwölf 🦀 \u2028 end");
  });

  it("may be long: 32 MB take no more than seconds", async () => {
    const { client, write } = fakeServer();
    const answer = client.request("any", {});
    const piece = "x".repeat(65_536);
    write('{"id":1,"result":"');
    for (let n = 0; n < 512; n += 1) write(piece);
    write('"}\n');
    expect(await answer).toHaveLength(512 * 65_536);
  }, 10_000);
});
