import { existsSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reasonOf } from "../../../src/log/sqlite/file-errors.js";
import { openSegmentLog, type SegmentLog } from "../../../src/log/sqlite/segment-log.js";

let folder = "";
let log: SegmentLog;
const ALL = { entries: 1e9, bytes: 1e9 };
/** A part for each commit. */
const TINY = { partBytes: 1 };
const path = () => join(folder, "log");
const open = (options = {}) => openSegmentLog(path(), options);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "segments-"));
  log = open();
});
afterEach(async () => {
  log.close();
  await rm(folder, { recursive: true });
});

/** Begins anew with other options. */
function reopen(options = {}): void {
  log.close();
  log = open(options);
}

function append(text: string, { entries = 1, oldest = 5 } = {}): number {
  return log.append([{ data: Buffer.from(text), entries, oldest }])[0] ?? 0;
}

/** Everything after a segment, read as a reader does. */
function texts(after = log.settled(), limits = ALL, from = log): string[] {
  const segments = from.read(after, limits);
  const last = segments.at(-1)?.id;
  const read = segments.map(({ data }) => Buffer.from(data).toString());
  return last === undefined || limits !== ALL ? read : [...read, ...texts(last, limits, from)];
}

const partNames = () => readdirSync(path()).filter((name) => /^\d+\.sqlite$/.test(name));

describe("a log of parts", () => {
  it("gives segments in order, from anywhere, up to the limits", () => {
    const [first] = ["a", "bb", "ccc"].map((text) => append(text, { entries: 2 }));
    expect(texts()).toEqual(["a", "bb", "ccc"]);
    expect(texts(first)).toEqual(["bb", "ccc"]);
    expect(texts(0, { entries: 3, bytes: 1e9 })).toEqual(["a", "bb"]);
    expect(texts(0, { entries: 1e9, bytes: 1 })).toEqual(["a"]);
    expect(log.read(0, ALL)).toMatchObject([{ entries: 2, deliveries: 1 }, {}, {}]);
  });

  it.each([
    ["in one part", {}],
    ["in several", TINY],
  ])("knows how much waits %s", (_, options) => {
    reopen(options);
    const first = append("a", { oldest: 1 });
    const second = append("bb", { entries: 3, oldest: 2 });
    append("ccc", { oldest: 3 });
    expect(log.lag()).toEqual({ entries: 5, bytes: 6, oldestReceivedAt: 1 });
    log.settle(first);
    expect(log.lag()).toEqual({ entries: 4, bytes: 5, oldestReceivedAt: 2 });
    reopen(options);
    expect(log.lag()).toEqual({ entries: 4, bytes: 5, oldestReceivedAt: 2 });
    log.settle(second);
    log.settle(first);
    expect(log.lag()).toEqual({ entries: 1, bytes: 3, oldestReceivedAt: 3 });
    log.settle(Number.MAX_SAFE_INTEGER);
    expect(log.lag()).toEqual({ entries: 0, bytes: 0, oldestReceivedAt: null });
    append("d");
    expect(texts()).toEqual(["d"]);
  });

  it("appends several in one commit, and says what they are called", () => {
    const added = log.append(["a", "b"].map((text) => ({ data: Buffer.from(text), entries: 2, oldest: 5 })));
    expect(log.read(0, ALL).map(({ id }) => id)).toEqual(added);
    expect(texts()).toEqual(["a", "b"]);
    expect(partNames()).toEqual([`${String(added[0]).padStart(16, "0")}.sqlite`]);
  });

  it("begins a new part when one is large enough, and removes parts that are settled", () => {
    reopen({ partBytes: 100_000 });
    const ids = Array.from({ length: 12 }, (_, i) => append(String(i).repeat(40_000)));
    expect(partNames().length).toBe(6);
    const [, , third = 0] = ids;
    log.settle(third);
    // The first part was two segments; the second has one that waits.
    expect(partNames().length).toBe(5);
    expect(texts().length).toBe(9);
    log.settle(ids.at(-1) ?? 0);
    expect(partNames().length).toBe(1);
    reopen();
    expect(partNames()).toEqual([]);
  });

  it("keeps the room of some removed parts for the next ones, and not more", () => {
    reopen(TINY);
    for (let i = 0; i < 6; i++) append("x");
    log.settle(Number.MAX_SAFE_INTEGER);
    const spares = () => readdirSync(path()).filter((name) => name.startsWith("spare"));
    expect(spares().length).toBe(2);
    for (const text of ["a", "b", "c"]) append(text);
    expect(spares().length).toBe(0);
    expect(texts()).toEqual(["a", "b", "c"]);
    reopen(TINY);
    expect(texts()).toEqual(["a", "b", "c"]);
  });

  it("never copies what was appended into another file", () => {
    reopen({ partBytes: 1_000_000 });
    for (let i = 0; i < 30; i++) append("x".repeat(200_000));
    // Opened and closed once more while it is read.
    expect(texts().length).toBe(30);
    reopen();
    const sizes = new Set(partNames().map((name) => statSync(join(path(), name)).size));
    expect([...sizes]).toEqual([16_384]);
  });

  it("reads a backlog of many parts with few files open", (context) => {
    const descriptors = "/proc/self/fd";
    if (!existsSync(descriptors)) return context.skip("open files are counted on Linux only");
    reopen(TINY);
    const all = Array.from({ length: 60 }, (_, i) => String(i));
    for (const text of all) append(text);
    const opened = () =>
      readdirSync(descriptors).filter((fd) => {
        try {
          return readlinkSync(join(descriptors, fd)).startsWith(path());
        } catch {
          return false;
        }
      }).length;
    expect(opened()).toBeLessThan(25);
    expect(texts()).toEqual(all);
    expect(opened()).toBeLessThan(25);
    reopen(TINY);
    expect(opened()).toBeLessThan(5);
    expect([texts(), log.lag().entries]).toEqual([all, 60]);
    expect(opened()).toBeLessThan(25);
  });

  it("goes on in the middle after a restart", () => {
    reopen(TINY);
    const ids = ["a", "b", "c", "d"].map((text) => append(text));
    log.settle(ids[1] ?? 0);
    reopen(TINY);
    append("e");
    expect(texts()).toEqual(["c", "d", "e"]);
    reopen();
    const more = ["f", "g", "h"].map((text) => append(text));
    log.settle(more[0] ?? 0);
    reopen();
    expect([texts(), log.lag().entries]).toEqual([["g", "h"], 2]);
  });

  it("gives growing ids, also when the clock goes back", () => {
    reopen({ now: () => 2000 });
    const first = append("a");
    log.settle(first);
    reopen({ now: () => 1000 });
    expect(append("b")).toBeGreaterThan(first);
  });

  it("is open in one place only", () => {
    expect(() => open()).toThrow(expect.toSatisfy((error) => reasonOf(error).code === "locked"));
  });

  it("is copied while it is in use, and goes on from the copy", async () => {
    reopen(TINY);
    const [first = 0] = ["a", "b", "c"].map((text) => append(text));
    log.settle(first);
    const copy = join(folder, "copy");
    const copying = log.backup(copy);
    // Meanwhile it goes on, and what goes is copied nevertheless.
    append("d");
    log.settle(Number.MAX_SAFE_INTEGER);
    await copying;
    expect(partNames().length).toBe(1);
    const copied = openSegmentLog(copy, { now: () => 0 });
    expect(texts(0, ALL, copied)).toEqual(["b", "c"]);
    expect(copied.lag().entries).toBe(2);
    copied.append([{ data: Buffer.from("e"), entries: 1, oldest: 5 }]);
    expect(texts(0, ALL, copied)).toEqual(["b", "c", "e"]);
    copied.close();
    await expect(log.backup(copy)).rejects.toThrow("EEXIST");
  });
});
