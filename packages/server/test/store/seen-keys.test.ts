import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DuckDbDatabase, openDatabase } from "../../src/store/duckdb/database.js";
import { migrate } from "../../src/store/duckdb/migrate.js";
import { type KeyClaim, SeenKeys } from "../../src/store/duckdb/seen-keys.js";
import { uuid7 } from "./entries.js";

let folder = "";
let database: DuckDbDatabase;
let seen: SeenKeys;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seen-keys-"));
  database = await openDatabase({ folder, threads: 1 });
  await migrate(database.writer);
  seen = new SeenKeys();
  await seen.load(database.writer);
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const claims = (...streams: string[]) => seen.claims(database.writer, streams);

async function store(claim: KeyClaim): Promise<void> {
  await claim.append(database.writer, 1);
  claim.commit();
}

describe.each([
  ["a stream that tells its time", uuid7(5), uuid7(4)],
  ["any other stream", "streamAAAA", "streamBBBB"],
])("keys of %s", (_, stream, other) => {
  it("are new once in a batch", async () => {
    const claim = await claims(stream);
    expect(["1", "2", "1"].map((n) => claim.claim(`${stream}:${n}`))).toEqual([true, true, false]);
  });

  it("are known once they are stored, also to whoever opens the store later", async () => {
    const first = await claims(stream);
    expect(first.claim(`${stream}:1`)).toBe(true);
    await store(first);
    for (const again of [seen, new SeenKeys()]) {
      await again.load(database.writer);
      const claim = await again.claims(database.writer, [stream, other]);
      expect([`${stream}:1`, `${stream}:2`, `${other}:1`].map(claim.claim)).toEqual([false, true, true]);
      claim.abandon();
    }
  });

  it("that the batch before has claimed are not new, stored or not", async () => {
    const first = await claims(stream);
    first.claim(`${stream}:1`);
    const second = await claims(stream);
    expect([`${stream}:1`, `${stream}:2`].map(second.claim)).toEqual([false, true]);
    await store(first);
    expect(second.stale).toBe(false);
    await store(second);
    const third = await claims(stream);
    expect([`${stream}:1`, `${stream}:2`, `${stream}:3`].map(third.claim)).toEqual([false, false, true]);
  });

  it("are new again when the batch that claimed them has failed, and a batch after it has to look again", async () => {
    const first = await claims(stream);
    first.claim(`${stream}:1`);
    const second = await claims(stream);
    expect(second.claim(`${stream}:1`)).toBe(false);
    first.abandon();
    expect(second.stale).toBe(true);
    second.abandon();
    const again = await claims(stream);
    expect([again.stale, again.claim(`${stream}:1`)]).toEqual([false, true]);
  });
});

it("keeps batches that were claimed after a stale one was given up", async () => {
  const [first, stale] = [await claims(uuid7(1)), await claims(uuid7(1))];
  first.abandon();
  const later = await claims(uuid7(2));
  stale.abandon();
  expect(later.stale).toBe(false);
});
