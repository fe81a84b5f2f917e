import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reasonOf } from "../../../src/log/sqlite/file-errors.js";
import { openSegmentFile, type SegmentFile } from "../../../src/log/sqlite/segment-file.js";

let folder = "";
let file: SegmentFile;
const path = () => join(folder, "log.sqlite");
const ALL = { entries: 1e9, bytes: 1e9 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "segments-"));
  file = openSegmentFile(path());
});
afterEach(async () => {
  file.close();
  await rm(folder, { recursive: true });
});

const append = (text: string, { entries = 1, oldest = 5, removeThrough = 0 } = {}) =>
  file.append([{ data: Buffer.from(text), entries, oldest }], removeThrough);
const texts = (after = 0, limits = ALL) =>
  file.read(after, limits).map(({ data }) => Buffer.from(data).toString());
const ids = () => file.read(0, ALL).map(({ id }) => id);

describe("a file of segments", () => {
  it("gives them in order, from anywhere, up to the limits", () => {
    for (const text of ["a", "bb", "ccc"]) append(text, { entries: 2 });
    const [first = 0] = ids();
    expect(texts()).toEqual(["a", "bb", "ccc"]);
    expect(texts(first)).toEqual(["bb", "ccc"]);
    expect(texts(0, { entries: 3, bytes: 1e9 })).toEqual(["a", "bb"]);
    expect(texts(0, { entries: 1e9, bytes: 1 })).toEqual(["a"]);
  });

  it("knows how much waits", () => {
    append("a", { oldest: 1 });
    append("bb", { entries: 3, oldest: 2 });
    expect(file.lag()).toEqual({ entries: 4, bytes: 3, oldestReceivedAt: 1 });
    file.remove(ids()[0] ?? 0);
    expect(file.lag()).toEqual({ entries: 3, bytes: 2, oldestReceivedAt: 2 });
    file.remove(Number.MAX_SAFE_INTEGER);
    expect(file.lag()).toEqual({ entries: 0, bytes: 0, oldestReceivedAt: null });
  });

  it("removes and appends in one commit", () => {
    append("a");
    append("b", { removeThrough: ids()[0] ?? 0 });
    expect([texts(), file.lag().entries]).toEqual([["b"], 1]);
  });

  it("is open in one place only", () => {
    expect(() => openSegmentFile(path())).toThrow(
      expect.toSatisfy((error) => reasonOf(error).code === "locked"),
    );
  });

  it("writes to the disk before it says so", () => {
    expect(file.settings()).toEqual({ journal_mode: "wal", synchronous: 2, locking_mode: "exclusive" });
  });

  it("gives space back once it is empty", () => {
    for (let i = 0; i < 10; i++) append("x".repeat(8_000_000));
    expect(file.compact()).toBe(false);
    while (file.remove(Number.MAX_SAFE_INTEGER));
    append("the rest");
    expect([file.compact(), file.compact()]).toEqual([true, false]);
    expect(texts()).toEqual(["the rest"]);
  });

  it("removes much in several commits, each of them short", () => {
    for (let i = 0; i < 5; i++) append("x".repeat(3_000_000));
    const [, , , fourth = 0] = ids();
    expect([file.remove(fourth), file.lag().entries]).toEqual([true, 3]);
    expect([file.remove(fourth), file.lag().entries]).toEqual([false, 1]);
    expect(file.remove(fourth)).toBe(false);
  });

  it("appends several in one commit, and says what they are called", () => {
    const added = file.append(
      ["a", "b"].map((text) => ({ data: Buffer.from(text), entries: 2, oldest: 5 })),
      0,
    );
    expect([texts(), ids(), file.lag()]).toEqual([
      ["a", "b"],
      added,
      { entries: 4, bytes: 2, oldestReceivedAt: 5 },
    ]);
  });

  it("is copied while it is in use", () => {
    append("a");
    const copy = join(folder, "copy.sqlite");
    file.backup(copy);
    append("b");
    const copied = openSegmentFile(copy);
    expect(copied.read(0, ALL).map(({ data }) => Buffer.from(data).toString())).toEqual(["a"]);
    copied.close();
    expect(() => file.backup(copy)).toThrow();
  });
});
