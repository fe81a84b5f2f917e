import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPartFolder } from "../../../src/log/sqlite/part-folder.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parts-"));
});
afterEach(() => rm(folder, { recursive: true }));

const segment = (text: string) => ({ data: Buffer.from(text), entries: 1, oldest: 5 });

describe("the files of parts", () => {
  it("are written to the disk at each commit, by one process", () => {
    const part = openPartFolder(folder).create(1);
    expect(part.settings()).toEqual({ journal_mode: "wal", synchronous: 2, locking_mode: "exclusive" });
    part.close();
  });

  it("are named in the order of the log", () => {
    const files = openPartFolder(folder);
    for (const first of [1_763_750_000_000_000, 20, 3]) files.create(first).close();
    expect(files.list()).toEqual([3, 20, 1_763_750_000_000_000]);
    expect(readdirSync(folder).toSorted()[0]).toBe("0000000000000003.sqlite");
  });

  it("hold nothing of a removed part whose room they take", () => {
    const files = openPartFolder(folder);
    const old = files.create(1);
    for (let i = 1; i < 20; i++) old.append([segment("old".repeat(5000))], i);
    files.remove(1, old);
    expect(readdirSync(folder)).toEqual(["spare-1"]);
    const next = files.create(20);
    expect(next.rows()).toEqual([]);
    next.append([segment("new")], 20);
    next.close();
    const opened = openPartFolder(folder).open(20);
    expect(opened.rows()).toEqual([{ id: 20, entries: 1, bytes: 3, oldest: 5 }]);
    opened.close();
    expect(files.giveSpaceBack()).toBe(false);
  });

  it("give back the room that is kept for later ones", () => {
    const files = openPartFolder(folder);
    for (const first of [1, 2, 3]) files.remove(first, files.create(first));
    expect(readdirSync(folder)).toEqual(["spare-1"]);
    expect([files.giveSpaceBack(), files.giveSpaceBack()]).toEqual([true, false]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
