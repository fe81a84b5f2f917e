import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SendResult } from "../../src/index.js";
import { turns } from "./harness.js";
import { segmentsIn, spoolHarness, temporaryFolder, turnsIn } from "./spool-harness.js";
import { diskFull } from "./watched-files.js";

const down = new Error("connection refused");
const busy: SendResult = { kind: "retry", reason: "status 503", status: 503 };
const delivered: SendResult = { kind: "delivered" };

describe("the spool", () => {
  it("touches no disk while everything is delivered", async () => {
    const { record, clock, folder, disk } = spoolHarness({
      spool: { folder: join(temporaryFolder(), "spool") },
    });
    record(1, 3);
    await clock.advance(60_000);
    expect(existsSync(folder)).toBe(false);
    expect(new Set(disk.calls)).toEqual(new Set(["readdir"]));
  });

  it("keeps what could not be delivered, and sends it when that is possible again", async () => {
    const { record, clock, folder, sent, client } = spoolHarness({ answers: [down, down, delivered] });
    record(1, 3);
    await clock.advance(1_000);
    record(4, 5);
    await clock.advance(1_000);
    expect(turnsIn(folder)).toEqual(turns(1, 5));
    expect(client.stats().events).toMatchObject({ spooled: 5, queued: 0 });
    await clock.advance(60_000);
    expect(sent.slice(2).flatMap((each) => each.turns)).toEqual(turns(1, 5));
    expect(segmentsIn(folder)).toEqual([]);
    expect(client.stats().events).toMatchObject({ spooled: 0, acknowledged: 5 });
  });

  it("retries the same batch under the same key though it is on disk", async () => {
    const { record, clock, sent } = spoolHarness({ answers: [down, down, down, delivered] });
    record(1, 3);
    await clock.advance(60_000);
    expect(sent.length).toBe(4);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it("is read by its owner only", async () => {
    const { record, clock, folder } = spoolHarness({ answers: [down] });
    record(1, 1);
    await clock.advance(1_000);
    const [segment = ""] = segmentsIn(folder);
    expect(statSync(join(folder, segment)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, segment, "..")).mode & 0o777).toBe(0o700);
  });

  it("takes what no longer fits into memory", async () => {
    const { record, clock, client, drops } = spoolHarness({
      answers: ["never"],
      queue: { events: 10 },
      batch: { events: 2 },
      timeoutMs: 1e6,
    });
    for (let i = 1; i <= 100; i += 5) {
      record(i, i + 4);
      await clock.advance(10);
    }
    expect(drops).toEqual([]);
    expect(client.stats().events).toMatchObject({ inFlight: 2, recorded: 100 });
    expect(client.stats().events.spooled).toBeGreaterThan(80);
  });

  it("drops the oldest events when it is full", async () => {
    const { record, clock, folder, client, drops } = spoolHarness({
      answers: [down],
      batch: { events: 5 },
      spool: { maxBytes: 6_000 },
    });
    for (let i = 1; i <= 100; i += 5) {
      record(i, i + 4);
      await clock.advance(1_000);
    }
    const { spooled } = client.stats().events;
    expect(client.stats().dropped.spool_full).toBe(100 - spooled);
    expect(new Set(drops.map(([reason]) => reason))).toEqual(new Set(["spool_full"]));
    // The batch that is being tried stays.
    expect(turnsIn(folder).slice(5)).toEqual(turns(101 - spooled + 5, 100));
  });

  it("drops what has become too old on disk", async () => {
    const { record, clock, client, folder } = spoolHarness({ answers: [down], maxAgeMs: 100_000 });
    record(1, 2);
    await clock.advance(2_000);
    record(3, 4);
    await clock.advance(400_000);
    expect(client.stats()).toMatchObject({ dropped: { expired: 4 }, events: { spooled: 0, queued: 0 } });
    expect(segmentsIn(folder)).toEqual([]);
  });

  it("lets other batches go first when a server cannot take one", async () => {
    const { record, clock, sent, client } = spoolHarness({
      answers: [busy, busy, busy, busy, busy, delivered],
      batch: { events: 1 },
    });
    record(1, 3);
    await clock.advance(300_000);
    expect(sent.slice(0, 6).map((each) => each.turns[0])).toEqual(["1", "1", "1", "1", "1", "2"]);
    expect(client.stats().events).toMatchObject({ acknowledged: 3, spooled: 0 });
  });

  it("keeps both halves of a batch that was too large", async () => {
    const answers: SendResult[] = [{ kind: "too-large" }, busy];
    const { record, clock, client, folder } = spoolHarness({ answers });
    record(1, 4);
    await clock.advance(1_000);
    const closing = client.close(1_000);
    await clock.advance(2_000);
    expect(await closing).toMatchObject({ undelivered: 0, spooled: 4 });
    expect(turnsIn(folder).sort()).toEqual(turns(1, 4));
  });

  it("says what the disk has lost", async () => {
    const { record, clock, folder, drops, sent } = spoolHarness({
      answers: [down, delivered],
      batch: { events: 2 },
    });
    record(1, 6);
    await clock.advance(100);
    for (const name of segmentsIn(folder).slice(1)) rmSync(join(folder, name));
    await clock.advance(60_000);
    expect(drops.reduce((sum, [, count]) => sum + count, 0)).toBe(4);
    expect(sent.at(-1)?.turns).toEqual(["1", "2"]);
  });
});

describe("a disk that does not take what is written", () => {
  it.each(["appendFile", "mkdir"])("keeps events in memory when %s fails, and loses none", async (name) => {
    const { record, clock, client, disk, drops } = spoolHarness({ answers: [down, down, down, delivered] });
    disk.fail = (call) => (call === name ? diskFull() : undefined);
    record(1, 5);
    await clock.advance(1_500);
    expect(client.stats().events).toMatchObject({ queued: 5, spooled: 0 });
    await clock.advance(60_000);
    expect(client.stats().events).toMatchObject({ queued: 0, acknowledged: 5 });
    expect(drops).toEqual([]);
  });

  it("counts what no longer fits into memory then", async () => {
    const { record, clock, client, disk } = spoolHarness({ answers: [down], queue: { events: 10 } });
    disk.fail = (call) => (call === "appendFile" ? diskFull() : undefined);
    record(1, 5);
    await clock.advance(10_000);
    record(6, 30);
    const { events, dropped } = client.stats();
    expect(events.queued + dropped.queue_full).toBe(30);
  });

  it("writes on when there is room again", async () => {
    const { record, clock, client, disk, folder } = spoolHarness({ answers: [down] });
    disk.fail = (call) => (call === "appendFile" ? diskFull() : undefined);
    record(1, 5);
    await clock.advance(1_500);
    disk.fail = () => undefined;
    await clock.advance(60_000);
    expect(client.stats().events).toMatchObject({ queued: 0, spooled: 5 });
    expect(turnsIn(folder)).toEqual(turns(1, 5));
  });

  it("goes on without a folder that cannot be made", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { record, clock, client } = spoolHarness({ answers: [down, delivered], spool: { folder: file } });
    record(1, 5);
    await clock.advance(60_000);
    expect(client.stats().events).toMatchObject({ acknowledged: 5 });
  });
});

describe("writing before record returns", () => {
  const write = "at-record";

  it("has every event on disk, and none in memory", () => {
    const { record, folder, client } = spoolHarness({ spool: { write } });
    record(1, 5);
    expect(turnsIn(folder)).toEqual(turns(1, 5));
    expect(client.stats().events).toMatchObject({ spooled: 5, queued: 0 });
  });

  it("sends from disk, in order, and cleans up", async () => {
    const { record, clock, folder, sent } = spoolHarness({ spool: { write }, batch: { events: 4 } });
    record(1, 10);
    await clock.advance(2_000);
    expect(sent.flatMap((each) => each.turns)).toEqual(turns(1, 10));
    expect(sent[0]?.turns).toEqual(turns(1, 4));
    expect(segmentsIn(folder)).toEqual([]);
  });

  it.each(["openSync", "writeSync", "mkdirSync"])("falls back to memory when %s fails", async (name) => {
    const { record, clock, client, disk, drops } = spoolHarness({ spool: { write } });
    record(1, 2);
    disk.fail = (call) => (call === name ? diskFull() : undefined);
    record(3, 4);
    await clock.advance(10_000);
    expect(client.stats().events).toMatchObject({ acknowledged: 4, spooled: 0 });
    expect(drops).toEqual([]);
  });

  it("cuts off what the disk took of a line", async () => {
    const { record, clock, client, disk, sent } = spoolHarness({ spool: { write } });
    record(1, 2);
    const { writeSync } = disk.files;
    Object.defineProperty(disk.files, "writeSync", {
      value: (file: number, data: Uint8Array) => writeSync(file, data.subarray(0, 20)),
    });
    record(3, 3);
    await clock.advance(10_000);
    expect(sent.flatMap((each) => each.turns).sort()).toEqual(turns(1, 3));
    expect(client.stats().dropped.spool_error).toBe(0);
  });
});

describe("closing", () => {
  it("leaves to the next client what could not be delivered", async () => {
    const first = spoolHarness({ answers: [down] });
    first.record(1, 3);
    await first.clock.advance(1_000);
    first.record(4, 4);
    const closing = first.client.close(2_000);
    await first.clock.advance(5_000);
    expect(await closing).toEqual({ delivered: false, undelivered: 0, spooled: 4 });
    const next = spoolHarness({ spool: { folder: first.folder } });
    await next.clock.advance(1_000);
    expect(next.sent.flatMap((each) => each.keys)).toEqual(
      [1, 2, 3, 4].map((n) => `${first.client.stream}:${n}`),
    );
    expect(next.client.stats().events).toMatchObject({ adopted: 4, acknowledged: 4, recorded: 0 });
    await next.client.close();
    expect(readdirSync(first.folder)).toEqual([]);
  });

  it("counts as closed what neither server nor disk takes", async () => {
    const { record, client, clock, drops, disk } = spoolHarness({ answers: [down] });
    disk.fail = (call) => (call === "appendFile" ? diskFull() : undefined);
    record(1, 3);
    const closing = client.close(2_000);
    await clock.advance(5_000);
    expect(await closing).toEqual({ delivered: false, undelivered: 3, spooled: 0 });
    expect(drops).toEqual([["closed", 3]]);
    record(4, 4);
    expect(client.stats().dropped.closed).toBe(4);
  });
});
