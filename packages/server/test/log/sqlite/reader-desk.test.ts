import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LogReader } from "../../../src/log/log.js";
import { packEntries } from "../../../src/log/sqlite/frame.js";
import { createPortReader } from "../../../src/log/sqlite/port-reader.js";
import { createReaderDesk, type ReaderDesk } from "../../../src/log/sqlite/reader-desk.js";
import { openSegmentLog, type SegmentLog } from "../../../src/log/sqlite/segment-log.js";

let folder = "";
let log: SegmentLog;
let desk: ReaderDesk;
const LIMITS = { entries: 1e9, bytes: 1e9, waitMs: 10 };
const meta = { token: null, user_agent: null, originator: null, event_keys: null };
/** So large that an answer is put together from pieces. */
const LARGE = 400_000;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "desk-"));
  log = openSegmentLog(join(folder, "log"), { partBytes: 1_000_000 });
  desk = createReaderDesk(log, log.settle);
});
afterEach(async () => {
  desk.close();
  log.close();
  await rm(folder, { recursive: true });
});

function append(key: string, size = 10): void {
  const data = packEntries([{ key, receivedAt: 1, meta, body: Buffer.alloc(size) }]);
  const ids = log.append([{ data, entries: 1, oldest: 1 }]);
  desk.appended([{ id: ids[0] ?? 0, data, entries: 1 }]);
}

function reader(): LogReader {
  const { port1, port2 } = new MessageChannel();
  desk.open(port1);
  return createPortReader(port2);
}

const keysOf = (entries: readonly { readonly key: string; readonly deliveries: number }[]) =>
  entries.map(({ key, deliveries }) => (deliveries === 1 ? key : `${key}*${deliveries}`));
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `key-${from + i}`);

describe("the desk of the reader", () => {
  it("hands out a backlog over several parts in one answer, in order", async () => {
    for (const key of names(0, 12)) append(key, LARGE);
    const from = reader();
    const { entries } = await from.read(LIMITS);
    expect(keysOf(entries)).toEqual(names(0, 12));
    await from.close();
  });

  it("gives no more than was asked for", async () => {
    for (const key of names(0, 12)) append(key, LARGE);
    const from = reader();
    const first = await from.read({ ...LIMITS, bytes: 4 * LARGE });
    expect(keysOf(first.entries)).toEqual(names(0, 4));
    const second = await from.read({ ...LIMITS, entries: 5 });
    expect(keysOf(second.entries)).toEqual(names(4, 9));
    await second.done();
    expect(keysOf((await from.read(LIMITS)).entries)).toEqual(names(9, 12));
    expect(log.lag().entries).toBe(3);
    await from.close();
  });

  it("hands out again what was given back, and then goes on", async () => {
    for (const key of names(0, 8)) append(key, LARGE);
    const from = reader();
    const first = await from.read({ ...LIMITS, entries: 2 });
    await first.done();
    const second = await from.read({ ...LIMITS, entries: 3 });
    // While the next answer is put together already.
    const third = from.read({ ...LIMITS, entries: 6 });
    await second.again();
    expect(keysOf((await third).entries)).toEqual(["key-2*2", "key-3*2", "key-4*2", ...names(5, 8)]);
    await from.close();
  });

  it("goes over from the files to what has just come, without a gap", async () => {
    for (const key of names(0, 3)) append(key, LARGE);
    const from = reader();
    const keys: string[] = [];
    for (let next = 3; next < 40; next++) {
      append(`key-${next}`, next % 5 === 0 ? LARGE : 10);
      if (next % 3 === 0) continue;
      const batch = await from.read({ ...LIMITS, entries: 4, waitMs: 1 });
      keys.push(...keysOf(batch.entries));
      await batch.done();
    }
    while (keys.length < 40) keys.push(...keysOf((await from.read(LIMITS)).entries));
    expect(keys).toEqual(names(0, 40));
    await from.close();
  });

  it("begins anew with what is not settled for a reader that follows", async () => {
    for (const key of names(0, 6)) append(key, LARGE);
    const first = reader();
    await (await first.read({ ...LIMITS, entries: 2 })).done();
    void first.read(LIMITS);
    const second = reader();
    // Messages of the first one may come after the second one has begun.
    const keys = keysOf((await second.read(LIMITS)).entries);
    expect(keys.slice(-4)).toEqual(names(2, 6));
    await second.close();
  });
});
