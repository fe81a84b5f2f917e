import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openDuckDbStore } from "../../src/store/duckdb/duckdb-store.js";
import { createIngest } from "../../src/worker/ingest.js";
import { entriesOf, entryOf, START, turn } from "./entries.js";
import { holdOpen } from "./hold-open.js";
import { describeStore } from "./store-suite.js";

// A real database: slow machines get their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "duckdb-store-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describeStore("DuckDB", async (place) => openDuckDbStore({ folder: join(root, place), threads: 2 }));

async function opened(place: string, options = {}) {
  const store = openDuckDbStore({ folder: join(root, place), threads: 2, ...options });
  await store.migrate();
  return { store, ingest: createIngest(store), file: join(root, place, "store.duckdb") };
}

async function change(file: string, ...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

it("gives back recorded events of a real Codex byte for byte", async () => {
  const { store, ingest } = await opened("bytes");
  const events = recorded("codex-0.125.0-events");
  await ingest(entriesOf(events));
  const back = (await store.events({ limit: 1000 }))
    .toReversed()
    .map((record) => JSON.stringify(record.event));
  expect(back).toEqual(events.map((event) => JSON.stringify(event)));
  await store.close();
});

it("counts once what comes again before it is stored", async () => {
  const { store, ingest } = await opened("at-once");
  const entries = entriesOf(recorded("codex-0.125.0-events"));
  const [first, second] = await Promise.all([ingest(entries), ingest(entries)]);
  expect([first, second]).toMatchObject([
    { accepted: entries.length, duplicates: 0 },
    { accepted: 0, duplicates: entries.length },
  ]);
  expect((await store.query("SELECT count(*) FROM events")).rows).toEqual([[entries.length]]);
  await store.close();
});

it("stores more rows of one table than a chunk holds, and texts that repeat themselves", async () => {
  const { store, ingest } = await opened("chunks");
  const events = Array.from({ length: 5000 }, (_, i) =>
    turn({ turn_id: `turn ${i}`, model: "a model with a long name" }),
  );
  expect(await ingest([entryOf(events)])).toMatchObject({ accepted: 5000 });
  const { rows } = await store.query(
    "SELECT count(*), count(DISTINCT turn_id), min(model), max(model) FROM codex_turn_event",
  );
  expect(rows).toEqual([[5000, 5000, "a model with a long name", "a model with a long name"]]);
  await store.close();
});

describe("migrations of DuckDB", () => {
  it("create every table once", async () => {
    const { store } = await opened("twice");
    expect(await store.migrate()).toEqual([]);
    await store.close();
  });

  it("add columns of fields that are new; earlier events come back without them", async () => {
    const first = await opened("older");
    await first.ingest([entryOf([turn()])]);
    await first.store.close();
    await change(
      first.file,
      "DROP VIEW events",
      ...["git_workspaces", "steer_count"].map((c) => `ALTER TABLE codex_turn_event DROP COLUMN ${c}`),
      "UPDATE codex_turn_event SET missing_keys = NULL",
    );
    const store = openDuckDbStore({ folder: join(root, "older") });
    expect(await store.migrate()).toEqual([
      { table: "codex_turn_event", column: "steer_count", change: "column added" },
      { table: "codex_turn_event", column: "git_workspaces", change: "column added" },
    ]);
    const workspaces = { "/repo": { has_changes: true } };
    await createIngest(store)([
      entryOf([turn({ git_workspaces: workspaces, steer_count: 3 })], { position: 2 }),
    ]);
    const [later, earlier] = await store.events({ limit: 2 });
    expect(later?.event).toMatchObject({ event_params: { git_workspaces: workspaces, steer_count: 3 } });
    expect(earlier?.event).toMatchObject({ event_params: { steer_count: null } });
    expect(earlier?.event).not.toHaveProperty("event_params.git_workspaces");
    await store.close();
  });

  it("keep columns that no contract knows any more", async () => {
    const first = await opened("newer");
    await first.store.close();
    await change(first.file, "ALTER TABLE codex_turn_event ADD COLUMN since_removed BIGINT");
    const { store, ingest } = await opened("newer");
    await ingest([entryOf([turn()])]);
    expect((await store.query("SELECT since_removed, status FROM codex_turn_event")).rows).toEqual([
      [null, "completed"],
    ]);
    await store.close();
  });

  it("refuse a column of another type, and say what to do", async () => {
    const first = await opened("other");
    await first.store.close();
    await change(
      first.file,
      "DROP VIEW events",
      "ALTER TABLE codex_turn_event DROP COLUMN steer_count",
      "ALTER TABLE codex_turn_event ADD COLUMN steer_count VARCHAR",
    );
    const store = openDuckDbStore({ folder: join(root, "other") });
    await expect(store.migrate()).rejects.toMatchObject({
      code: "schema",
      message: expect.stringMatching(
        /codex_turn_event\.steer_count is VARCHAR, its contract needs BIGINT\. Export/,
      ),
    });
    await store.close();
  });
});

describe("the file of DuckDB", () => {
  it("is refused, with the way out, while another process has it open", async () => {
    const folder = join(root, "theirs");
    await mkdir(folder);
    const other = await holdOpen(join(folder, "store.duckdb"));
    await expect(openDuckDbStore({ folder }).migrate()).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining("another process has it open: ask that one over HTTP, or stop it"),
    });
    other.kill();
    await once(other, "exit");
  });

  it("is copied while it is written to", async () => {
    const { store, ingest } = await opened("source");
    await ingest([entryOf([turn()])]);
    const writing = ingest(entriesOf(Array.from({ length: 500 }, () => turn())).slice(1));
    await store.backup(join(root, "copy", "..", "copy.duckdb"));
    await writing;
    await store.close();
    await rm(join(root, "copy"), { recursive: true, force: true });
    const instance = await DuckDBInstance.create(join(root, "copy.duckdb"), { access_mode: "READ_ONLY" });
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll("SELECT count(*) FROM codex_turn_event")).getRows();
    expect([1n, 500n]).toContain(rows[0]?.[0]);
    connection.closeSync();
    instance.closeSync();
  });

  it("is never overwritten by a copy", async () => {
    const { store, file } = await opened("kept");
    await expect(store.backup(file)).rejects.toMatchObject({ code: "query" });
    await store.close();
  });

  it("shrinks to a size by losing the oldest events", async () => {
    const { store, ingest } = await opened("large");
    const events = Array.from({ length: 8000 }, (_, i) =>
      entryOf([turn({ thread_id: `${i}-${(i * 2_654_435_761) % 4_294_967_296}` })], {
        position: i,
        receivedAt: START + i,
      }),
    );
    await ingest(events);
    expect(await store.retain({ maxBytes: Number.MAX_SAFE_INTEGER })).toBe(0);
    const { rows } = await store.query("SELECT used_blocks * block_size FROM pragma_database_size()");
    const policy = { maxBytes: Number(rows[0]?.[0]) * 0.7 };
    const gone = await store.retain(policy);
    expect(Math.abs(gone - 2400)).toBeLessThan(100);
    expect(await store.retain(policy)).toBe(0);
    const [newest] = await store.events({ limit: 1 });
    expect(newest?.received_at).toBe(new Date(START + 7999).toISOString());
    await store.close();
  }, 20_000);

  it("writes parquet", async () => {
    const { store, ingest } = await opened("parquet");
    await ingest([entryOf([turn()])]);
    const pieces: Uint8Array[] = [];
    for await (const piece of store.export({ format: "parquet", type: "codex_turn_event" }))
      pieces.push(piece);
    expect(Buffer.concat(pieces).subarray(0, 4).toString()).toBe("PAR1");
    await store.close();
  });
});

describe("the quarantine of DuckDB", () => {
  it("is bounded: the oldest goes first", async () => {
    const { store, ingest } = await opened("bounded", { quarantineRows: 3 });
    for (const n of [1, 2, 3, 4, 5]) await ingest([entryOf([turn({ status: "exploded" })], { position: n })]);
    const kept = await store.events({ limit: 10, verdict: "quarantined" });
    expect(kept.map((r) => Date.parse(r.received_at) - START)).toEqual([5, 4, 3]);
    await store.close();
  });

  it("holds sensitive and unknown values when that is switched on", async () => {
    const { store, ingest } = await opened("open", { quarantineCeiling: "sensitive" });
    const events = [
      turn({ status: "exploded", git_workspaces: { "/repo": { has_changes: true } }, more: [1] }),
      { event_type: "codex_new_thing", event_params: { text: "kept" } },
    ];
    await ingest(entriesOf(events));
    expect((await store.events({ limit: 2 })).map((record) => record.event)).toEqual(events.toReversed());
    await store.close();
  });

  it("keeps the type alone of an event that is very long", async () => {
    const { store, ingest } = await opened("long", { quarantineCeiling: "sensitive" });
    await ingest([entryOf([turn({ status: "x".repeat(300_000) })])]);
    expect((await store.events({ limit: 1 }))[0]?.event).toEqual({ event_type: "codex_turn_event" });
    await store.close();
  });
});
