import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findToken, makeToken } from "../../src/tokens/token.js";
import { readTokens, writeTokens } from "../../src/tokens/token-file.js";
import { openTokenKeeper } from "../../src/tokens/token-keeper.js";

let folder = "";
let path = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokens-"));
  path = join(folder, "tokens.json");
});
afterEach(() => rm(folder, { recursive: true }));

const at = new Date("2026-04-24T12:00:00Z");

describe("a token", () => {
  it("is 256 random bits, and only its hash is kept", async () => {
    const { text, record } = makeToken("laptops", ["ingest"], at);
    expect(text).toMatch(/^cxc_[A-Za-z0-9_-]{43}$/);
    await writeTokens(path, [record]);
    expect(await readFile(path, "utf8")).not.toContain(text.slice(4));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readTokens(path)).toEqual([record]);
  });

  it("is found among others by its text only", () => {
    const [a, b] = [makeToken("a", ["ingest"], at), makeToken("b", ["read"], at)];
    const records = [a.record, b.record];
    expect(
      [a.text, b.text, a.record.sha256, "", "cxc_"].map((text) => findToken(text, records)?.name),
    ).toEqual(["a", "b", undefined, undefined, undefined]);
  });
});

describe("a running server", () => {
  const ignore = () => {};

  it("asks for none as long as there never was one", async () => {
    expect(await openTokenKeeper({ path, onError: ignore })).toMatchObject({ required: false, count: 0 });
  });

  it("knows scopes, new tokens and revoked ones", async () => {
    const [a, b] = [makeToken("a", ["ingest"], at), makeToken("b", ["read", "ingest"], at)];
    await writeTokens(path, [a.record]);
    const keeper = await openTokenKeeper({ path, onError: ignore });
    expect([
      keeper.allows(a.text, "ingest"),
      keeper.allows(a.text, "read"),
      keeper.allows(b.text, "read"),
    ]).toEqual(["a", undefined, undefined]);
    await writeTokens(path, [b.record]);
    await keeper.refresh();
    expect([keeper.allows(a.text, "ingest"), keeper.allows(b.text, "read")]).toEqual([undefined, "b"]);
  });

  it("lets nobody in when the last token is revoked", async () => {
    await writeTokens(path, [makeToken("a", ["ingest"], at).record]);
    const keeper = await openTokenKeeper({ path, onError: ignore });
    await writeTokens(path, []);
    await keeper.refresh();
    expect(keeper).toMatchObject({ required: true, count: 0 });
  });

  it("goes on with what it knows when the file is spoiled, and says so", async () => {
    const { text, record } = makeToken("a", ["ingest"], at);
    await writeTokens(path, [record]);
    const errors: unknown[] = [];
    const keeper = await openTokenKeeper({ path, onError: (error) => errors.push(error) });
    await writeFile(path, "{ half of a file");
    await keeper.refresh();
    expect([keeper.allows(text, "ingest"), errors]).toEqual([
      "a",
      [expect.objectContaining({ name: "TokenFileError" })],
    ]);
  });

  it.each([
    "[]",
    '{"tokens":[{"name":"a"}]}',
    '{"tokens":[{"name":"a","scopes":["root"],"sha256":"0","created_at":""}]}',
  ])("does not start with the file %j", async (text) => {
    await writeFile(path, text);
    await expect(openTokenKeeper({ path, onError: ignore })).rejects.toMatchObject({
      name: "TokenFileError",
    });
  });
});
