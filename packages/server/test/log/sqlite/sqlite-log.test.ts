import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// The compiled one: it starts a thread from a file beside it.
import { openSqliteLog, type SqliteLog } from "../../../dist/log/sqlite/sqlite-log.js";
import type { LogEntry, LogReader } from "../../../src/log/log.js";
import { mountSmallDisk, NO_SMALL_DISK } from "../../small-disk.js";

let folder = "";
let log: SqliteLog;
let reader: LogReader | undefined;
const path = () => join(folder, "log");
const LIMITS = { entries: 1000, bytes: 1e9, waitMs: 1000 };
const meta = { token: null, user_agent: "codex", originator: null, event_keys: null };

function entry(key: string, body = key): LogEntry {
  return { key, receivedAt: 1, meta, body: Buffer.from(body) };
}

/** The keys of the next entries, until there are so many. */
async function nextKeys(count: number, from: LogReader): Promise<string[]> {
  const keys: string[] = [];
  while (keys.length < count) {
    const batch = await from.read(LIMITS);
    if (batch.entries.length === 0) break;
    keys.push(...batch.entries.map(({ key }) => key));
    await batch.done();
  }
  return keys;
}

/** Waits until what was settled has left the log. */
async function emptied(): Promise<void> {
  while ((await log.lag()).entries > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "log-"));
  log = await openSqliteLog(path());
});
afterEach(async () => {
  await reader?.close();
  reader = undefined;
  await log.close();
  await rm(folder, { recursive: true });
});

describe("the embedded log", () => {
  it("hands out what was appended, as it was and in order", async () => {
    const keys = Array.from({ length: 100 }, (_, i) => `key-${i}`);
    await Promise.all(keys.map((key) => log.append(entry(key))));
    expect(log.pending).toBe(0);
    reader = await log.reader();
    const { entries } = await reader.read(LIMITS);
    expect(entries.map(({ key }) => key)).toEqual(keys);
    expect(entries[7]).toMatchObject({ ...entry("key-7"), body: expect.anything(), deliveries: 1 });
    expect(Buffer.from(entries[7]?.body ?? []).toString()).toBe("key-7");
  });

  it("commits together what comes together", async () => {
    await log.close();
    const groups: number[] = [];
    log = await openSqliteLog(path(), { onCommit: (entries) => groups.push(entries) });
    await Promise.all(Array.from({ length: 50 }, (_, i) => log.append(entry(String(i)))));
    // Eight go at once so that the disk has work; how many of the others it finds then is a matter of time.
    expect(groups.reduce((sum, entries) => sum + entries, 0)).toBe(50);
    expect(groups.length).toBeLessThanOrEqual(Math.ceil(50 / 8));
  });

  it("shows other threads what waits", async () => {
    const before = [...log.pressure];
    const body = "x".repeat(100_000);
    const appending = Promise.all(["a", "b", "c"].map((key) => log.append(entry(key, body))));
    const during = log.pressure[0];
    await appending;
    expect([before, during, log.pressure[0]]).toEqual([[0, 0, 0], 3, 0]);
    expect(log.pressure[1]).toBeGreaterThan(290);
  });

  it.each([
    ["five seconds ago", () => Date.now() - 5000, 5000, 65_000],
    ["so long ago that the time fits no integer of 32 bits", () => 1, 2 ** 31 - 1, 2 ** 31 - 1],
  ])("shows other threads how long the oldest entry has waited: received %s", async (_, at, from, to) => {
    await log.append({ ...entry("a"), receivedAt: at() });
    await log.append(entry("b"));
    expect(log.pressure[2]).toBeGreaterThanOrEqual(from);
    expect(log.pressure[2]).toBeLessThanOrEqual(to);
  });

  it("forgets what is settled, and nothing else", async () => {
    await log.append(entry("a"));
    reader = await log.reader();
    const first = await reader.read(LIMITS);
    await log.append(entry("b"));
    await first.done();
    const second = await reader.read(LIMITS);
    expect(second.entries.map(({ key }) => key)).toEqual(["b"]);
    await second.done();
    await emptied();
  });

  it("hands out again what was not settled, with a count", async () => {
    await log.append(entry("a"));
    reader = await log.reader();
    await (await reader.read(LIMITS)).again();
    expect((await reader.read(LIMITS)).entries).toMatchObject([{ key: "a", deliveries: 2 }]);
    // A reader that comes after one that has ended.
    await reader.close();
    reader = await log.reader();
    expect((await reader.read(LIMITS)).entries).toMatchObject([{ key: "a" }]);
  });

  it("keeps everything across a restart", async () => {
    await log.append(entry("a"));
    await log.close();
    log = await openSqliteLog(path());
    expect(await log.lag()).toMatchObject({ entries: 1, oldestReceivedAt: 1 });
    reader = await log.reader();
    expect(await nextKeys(1, reader)).toEqual(["a"]);
  });

  it("counts the runs that begin with the same entry", async () => {
    await log.append(entry("a"));
    await log.append(entry("b"));
    const deliveries: number[][] = [];
    for (let run = 0; run < 3; run++) {
      await log.close();
      log = await openSqliteLog(path());
      const reading = await log.reader();
      deliveries.push((await reading.read(LIMITS)).entries.map((each) => each.deliveries));
      await reading.close();
    }
    expect(deliveries).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it("never gives a place twice, not even after it was empty when it was closed", async () => {
    const places: string[] = [];
    for (const key of ["a", "b"]) {
      await log.append(entry(key));
      const reading = await log.reader();
      const batch = await reading.read(LIMITS);
      places.push(...batch.entries.map(({ position }) => position));
      await batch.done();
      await emptied();
      await log.close();
      log = await openSqliteLog(path());
    }
    expect(places).toEqual(places.toSorted());
    expect(new Set(places).size).toBe(2);
  });

  it("answers a reader that waits as soon as something comes, and after its time otherwise", async () => {
    reader = await log.reader();
    expect((await reader.read({ ...LIMITS, waitMs: 1 })).entries).toEqual([]);
    const waiting = reader.read({ ...LIMITS, waitMs: 60_000 });
    await log.append(entry("a"));
    expect((await waiting).entries).toMatchObject([{ key: "a" }]);
  });

  it("takes appends while a reader keeps up", async () => {
    reader = await log.reader();
    const keys = Array.from({ length: 500 }, (_, i) => String(i));
    const appending = (async () => {
      for (const key of keys) await log.append(entry(key));
    })();
    expect(await nextKeys(500, reader)).toEqual(keys);
    await appending;
    await emptied();
  });

  it("is open once only", async () => {
    await expect(openSqliteLog(path())).rejects.toMatchObject({ name: "LogError", code: "locked" });
  });

  it("takes nothing more once it is closed", async () => {
    await log.close();
    await expect(log.append(entry("a"))).rejects.toMatchObject({ name: "LogError", code: "closed" });
  });

  it("is copied while it runs", async () => {
    await log.append(entry("a"));
    await log.backup(join(folder, "copy"));
    await expect(log.backup(join(folder, "copy"))).rejects.toThrow("cannot be copied");
    await log.append(entry("b"));
    const copied = await openSqliteLog(join(folder, "copy"));
    const reading = await copied.reader();
    expect(await nextKeys(1, reading)).toEqual(["a"]);
    await reading.close();
    await copied.close();
  });

  it("refuses a log of an earlier version, which it would not read", async () => {
    await writeFile(join(folder, "old.sqlite"), "");
    await expect(openSqliteLog(join(folder, "old"))).rejects.toThrow("old.sqlite is the log of an earlier");
  });
});

it("says that the disk is full, and goes on when it is not any more", {
  timeout: 20_000,
}, async (context) => {
  const disk = await mountSmallDisk("2m");
  if (disk === undefined) return context.skip(NO_SMALL_DISK);
  const full = await openSqliteLog(join(disk.folder, "log"));
  try {
    await full.append(entry("before"));
    await disk.fill(65_536);
    const large = entry("large", "x".repeat(200_000));
    await expect(full.append(large)).rejects.toMatchObject({ name: "LogError", code: "full" });
    await disk.empty();
    await full.append({ ...large, key: "after" });
    const reading = await full.reader();
    expect(await nextKeys(2, reading)).toEqual(["before", "after"]);
    await reading.close();
  } finally {
    await full.close();
    await disk.remove();
  }
});
