import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { reasonOf } from "../../../src/log/sqlite/file-errors.js";
import { openSegmentLog, type SegmentLog } from "../../../src/log/sqlite/segment-log.js";
import { mountSmallDisk, NO_SMALL_DISK, type SmallDisk } from "../../small-disk.js";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const SMALL_PARTS = { partBytes: 300_000 };

/** A log on a disk that it has filled; the ids of what it has taken. */
function fill(disk: SmallDisk): { readonly log: SegmentLog; readonly ids: number[] } {
  const log = openSegmentLog(join(disk.folder, "log"), SMALL_PARTS);
  const ids: number[] = [];
  const failure = (() => {
    for (;;)
      try {
        ids.push(...log.append([{ data: Buffer.alloc(100_000, `${ids.length},`), entries: 1, oldest: 5 }]));
      } catch (error) {
        return error;
      }
  })();
  expect(reasonOf(failure).code).toBe("full");
  return { log, ids };
}

/** Everything that waits, as a reader takes it. */
function idsIn(log: SegmentLog): number[] {
  const ids: number[] = [];
  for (let after = log.settled(); ; after = ids.at(-1) ?? after) {
    const read = log.read(after, { entries: 3, bytes: 1e9 });
    if (read.length === 0) return ids;
    ids.push(...read.map(({ id }) => id));
  }
}

describe("a full disk", () => {
  it("gives up nothing that was taken, and takes more when parts are settled", async (context) => {
    const disk = await mountSmallDisk("4m");
    if (disk === undefined) return context.skip(NO_SMALL_DISK);
    closing.push(disk.remove);
    const { log, ids } = fill(disk);
    closing.push(log.close);
    expect(ids.length).toBeGreaterThan(10);
    expect(idsIn(log)).toEqual(ids);
    const middle = ids[ids.length >> 1] ?? 0;
    log.settle(middle);
    const [added = 0] = log.append([{ data: Buffer.alloc(100_000), entries: 1, oldest: 5 }]);
    expect(idsIn(log)).toEqual([...ids.filter((id) => id > middle), added]);
  });

  it("is no obstacle for a start", async (context) => {
    const disk = await mountSmallDisk("4m");
    if (disk === undefined) return context.skip(NO_SMALL_DISK);
    closing.push(disk.remove);
    const { log, ids } = fill(disk);
    await disk.fill(0);
    expect(() => log.close()).toThrow(expect.toSatisfy((error) => reasonOf(error).code === "full"));
    const next = openSegmentLog(join(disk.folder, "log"), SMALL_PARTS);
    closing.push(next.close);
    expect(idsIn(next)).toEqual(ids);
    next.settle(ids.at(-1) ?? 0);
    next.append([{ data: Buffer.alloc(100_000), entries: 1, oldest: 5 }]);
    expect(next.lag().entries).toBe(1);
  });
});
